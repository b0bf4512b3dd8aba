namespace VpcSim.DataPath.Flows;

/// <summary>Yes-or-no facts of a conversation. "Arrived" means that the end's latest packet was delivered, left the simulated network, or was consumed.</summary>
[Flags]
internal enum ConversationFacts : ushort
{
    None = 0,
    Started = 1,
    InitiatorIsHigh = 2,
    InitiatorArrived = 4,
    LowSeen = 8,
    HighSeen = 16,
    LowArrived = 32,
    HighArrived = 64,
    LowFinished = 128,
    HighFinished = 256,
    Reset = 512,

    /// <summary>A packet of it was seen.</summary>
    Seen = 1024,

    /// <summary>A NAT gateway has translated one of its packets on its way out.</summary>
    Translated = 2048,
}
