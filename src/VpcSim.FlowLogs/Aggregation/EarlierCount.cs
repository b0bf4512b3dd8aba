namespace VpcSim.FlowLogs.Aggregation;

/// <summary>What a cell had counted in the open window before a flow log of its interface began or ended.</summary>
/// <param name="Slot">The cell's.</param>
/// <param name="Counted">The cell as it was.</param>
internal readonly record struct EarlierCount(int Slot, Cell Counted);
