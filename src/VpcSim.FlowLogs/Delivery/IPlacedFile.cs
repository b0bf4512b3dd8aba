namespace VpcSim.FlowLogs.Delivery;

/// <summary>A file that is written at given places, so that a write that failed half-way can be made again.</summary>
internal interface IPlacedFile : IDisposable
{
    /// <summary>Writes all bytes, or fails; which of them are there then is not known.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Write(ReadOnlySpan<byte> bytes, long place);

    /// <summary>Cuts the file off, or lengthens it.</summary>
    /// <exception cref="IOException">The file cannot be cut.</exception>
    void SetLength(long length);
}
