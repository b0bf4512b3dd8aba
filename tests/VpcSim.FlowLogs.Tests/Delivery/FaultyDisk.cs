using VpcSim.FlowLogs.Delivery;

namespace VpcSim.FlowLogs.Tests.Delivery;

/// <summary>A disk on which chosen writes put down half of their bytes and then fail.</summary>
/// <param name="fails">Whether a write fails, by the name of its file and the number of the write on this disk, from 1.</param>
internal sealed class FaultyDisk(Func<string, int, bool> fails)
{
    public const string Message = "no space left on this disk";

    public int Writes { get; private set; }

    public IPlacedFile Open(string path) => new Faulty(this, path);

    private sealed class Faulty(FaultyDisk disk, string path) : IPlacedFile
    {
        private readonly PlacedFile _file = new(path);

        public void Write(ReadOnlySpan<byte> bytes, long place)
        {
            if (!disk.Fails(path))
            {
                _file.Write(bytes, place);
                return;
            }
            _file.Write(bytes[..(bytes.Length / 2)], place);
            throw new IOException(Message);
        }

        public void SetLength(long length) => _file.SetLength(length);

        public void Dispose() => _file.Dispose();
    }

    private bool Fails(string path) => fails(path, ++Writes);
}
