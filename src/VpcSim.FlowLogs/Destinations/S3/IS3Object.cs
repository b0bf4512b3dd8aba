namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>An object on its way to S3. Disposed without <see cref="Complete"/> it is a part of one.</summary>
internal interface IS3Object : IDisposable
{
    /// <summary>Whether a record of so many bytes still fits under the largest size.</summary>
    bool HasRoomFor(int lineLength, long mostBytes);

    /// <param name="line">A record with its line end.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Write(ReadOnlySpan<byte> line);

    /// <summary>Ends the object: no record follows.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Complete();
}
