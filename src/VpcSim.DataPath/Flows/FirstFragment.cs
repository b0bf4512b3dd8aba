namespace VpcSim.DataPath.Flows;

/// <summary>What later fragments take over from the first one of their datagram.</summary>
internal readonly record struct FirstFragment(
    ushort SourcePort, ushort DestinationPort, byte IcmpType, byte IcmpCode, ushort IcmpIdentifier, bool Sent, long Blame);
