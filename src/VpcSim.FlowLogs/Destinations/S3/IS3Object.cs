namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>An object on its way to S3; complete when it is disposed.</summary>
internal interface IS3Object : IDisposable
{
    /// <summary>Whether a record of so many bytes still fits under the largest size.</summary>
    bool HasRoomFor(int lineLength, long mostBytes);

    /// <param name="line">A record with its line end.</param>
    void Write(ReadOnlySpan<byte> line);
}
