namespace VpcSim.Scenarios.Replay;

/// <summary>Hears how far a replay is, from the thread that runs it.</summary>
public interface IReplayProgress
{
    /// <param name="bytesRead">Bytes of all captures read so far.</param>
    /// <param name="totalBytes">Bytes of all captures; null where that is not known.</param>
    /// <param name="packets">Packets handled so far.</param>
    void Report(long bytesRead, long? totalBytes, long packets);
}
