using System.Buffers.Binary;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Services;

/// <summary>The Amazon Time Sync Service: NTP with the simulation's own time. (EC2 guide, "Set the time reference on your EC2 instance"; RFC 5905 section 7.3)</summary>
internal sealed class TimeServer : IDatagramApplication
{
    private const int MessageLength = 48;
    private const long NanosecondsPerSecond = 1_000_000_000, From1900To1970 = 2_208_988_800;
    private const byte Client = 3, Server = 4, Stratum = 3;

    public byte[]? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> question)
    {
        if (question.Length < MessageLength || (question[0] & 7) != Client) return null;
        byte[] answer = new byte[MessageLength];
        answer[0] = (byte)((question[0] & 0b0011_1000) | Server);
        (answer[1], answer[2], answer[3]) = (Stratum, question[2], unchecked((byte)-20));
        question.Slice(40, 8).CopyTo(answer.AsSpan(24));
        foreach (int at in (ReadOnlySpan<int>)[16, 32, 40]) WriteTime(answer.AsSpan(at), simulation.NowNs);
        return answer;
    }

    private static void WriteTime(Span<byte> timestamp, long timeNs)
    {
        BinaryPrimitives.WriteUInt32BigEndian(timestamp, (uint)((timeNs / NanosecondsPerSecond) + From1900To1970));
        BinaryPrimitives.WriteUInt32BigEndian(timestamp[4..], (uint)((UInt128)(ulong)(timeNs % NanosecondsPerSecond) * (1UL << 32) / NanosecondsPerSecond));
    }
}
