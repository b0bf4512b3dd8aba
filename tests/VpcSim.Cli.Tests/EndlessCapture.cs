using System.Buffers.Binary;
using System.Diagnostics;

namespace VpcSim.Cli.Tests;

/// <summary>A capture in a named pipe that never ends: a UDP packet to the web server every second, or after the first one silence.</summary>
internal sealed class EndlessCapture : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _fallsSilent;
    private readonly Task _writing;

    public EndlessCapture(TemporaryFolder folder, bool fallsSilent = false)
    {
        _fallsSilent = fallsSilent;
        Path = folder["endless.pcap"];
        using Process mkfifo = Process.Start("mkfifo", [Path]);
        mkfifo.WaitForExit();
        _writing = Task.Factory.StartNew(Write, TaskCreationOptions.LongRunning);
    }

    public string Path { get; }

    public void Dispose()
    {
        _stop.Cancel();
        // Opening a named pipe for writing waits for a reader; one that nobody ever read is opened here.
        if (!_writing.IsCompleted) using (new FileStream(Path, FileMode.Open, FileAccess.Read)) { }
        _writing.Wait();
        _stop.Dispose();
    }

    private void Write()
    {
        try
        {
            using var pipe = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 64 * 1024);
            pipe.Write(FileHeader());
            byte[] record = Record();
            for (uint packet = 0; !_stop.IsCancellationRequested; packet++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(record, 1_800_000_000 + packet);
                pipe.Write(record);
                if (!_fallsSilent) continue;
                pipe.Flush();
                _stop.Token.WaitHandle.WaitOne();
            }
        }
        catch (IOException)
        {
            // The reader has gone.
        }
    }

    private static byte[] FileHeader()
    {
        byte[] header = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 65535);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), 101); // LINKTYPE_RAW
        return header;
    }

    /// <summary>203.0.113.66:5000 to 10.0.1.10:53, 32 bytes of raw IP behind a record header.</summary>
    private static byte[] Record()
    {
        byte[] packet = Convert.FromHexString("45000020000040004011000" + "0CB0071420A00010A" + "13880035000C0000" + "00000000");
        byte[] record = new byte[16 + packet.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), packet.Length);
        packet.CopyTo(record, 16);
        return record;
    }
}
