namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>What became of the connection that an interface tracked for a conversation before a packet that met none.</summary>
public enum FormerConnection : byte
{
    /// <summary>There was none, or it still stands.</summary>
    None,

    /// <summary>It was reset or finished by both ends.</summary>
    Ended,

    /// <summary>It was idle for longer than its timeout.</summary>
    Expired,
}
