namespace VpcSim.Model.FlowLogs;

/// <summary>What a flow log watches.</summary>
public enum FlowLogResource
{
    Vpc,
    Subnet,
    NetworkInterface,
    RegionalNatGateway,
}
