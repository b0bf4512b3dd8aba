namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Whose the slots of a <see cref="TouchList"/> are.</summary>
internal interface IInterfaces
{
    int InterfaceOf(int slot);
}
