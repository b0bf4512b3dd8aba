using System.Buffers.Binary;
using System.Globalization;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Asks an NTP server once and says how far its time is off. (RFC 5905 sections 7.3 and 8)</summary>
internal sealed class TimeProcess(Process process, Time time) : DatagramUser
{
    private const long PatienceNs = 5_000_000_000, NanosecondsPerSecond = 1_000_000_000, From1900To1970 = 2_208_988_800;
    private const ushort Ntp = 123;
    private const int MessageLength = 48;
    private const byte ClientOfVersion4 = 0x23;
    private static readonly IpAddress AmazonTimeSync = IpAddress.FromIPv4(169, 254, 169, 123), AmazonTimeSyncIPv6 = new(0xFD00_0EC2_0000_0000, 0x123);
    private ushort _port;
    private long _sentNs;

    public void Begin()
    {
        if (time.Server is { } server) process.Find(server, prefersIPv6: false, Ask);
        else Ask(process.HasAddress(ipv6: true) && !process.HasAddress(ipv6: false) ? AmazonTimeSyncIPv6 : AmazonTimeSync);
    }

    public override void Received(Packet packet)
    {
        ReadOnlySpan<byte> answer = packet.BodyBytes;
        process.Result.BytesReceived += answer.Length;
        if (answer.Length < MessageLength || (answer[0] & 7) != 4) return;
        process.Result.Answers++;
        long offsetNs = (TimeAt(answer[32..]) - _sentNs + TimeAt(answer[40..]) - process.NowNs) / 2;
        Finish(ActionOutcome.Answered, string.Create(CultureInfo.InvariantCulture, $"stratum {answer[1]}, offset {offsetNs} ns"));
    }

    public override void Failed(Packet error)
    {
        if (error.Mtu == 0) Finish(ActionOutcome.Refused, "");
    }

    private void Ask(IpAddress server)
    {
        if (!process.MaySend(17, server, Ntp, out int from, out WireAddress source)) return;
        _port = process.Simulation.Stacks.Udp.Open(process.Host, 0, this);
        if (_port == 0)
        {
            process.CannotDo(ActionOutcome.Failed, $"every port of {process.Host.Name} is in use");
            return;
        }
        _sentNs = process.NowNs;
        Span<byte> message = stackalloc byte[MessageLength];
        message.Clear();
        message[0] = ClientOfVersion4;
        BinaryPrimitives.WriteUInt32BigEndian(message[40..], (uint)((_sentNs / NanosecondsPerSecond) + From1900To1970));
        BinaryPrimitives.WriteUInt32BigEndian(message[44..], (uint)((UInt128)(_sentNs % NanosecondsPerSecond) * (1UL << 32) / NanosecondsPerSecond));
        process.Result.Requests++;
        process.Result.BytesSent += MessageLength;
        process.Simulation.Stacks.Udp.Send(process.Host, from, source, _port, server.ToWireAddress(), Ntp, message, process.Result, forward: true);
        process.After(time.TimeoutNs ?? PatienceNs, () => Finish(ActionOutcome.TimedOut, "no NTP server answered"));
    }

    private static long TimeAt(ReadOnlySpan<byte> timestamp) =>
        ((BinaryPrimitives.ReadUInt32BigEndian(timestamp) - From1900To1970) * NanosecondsPerSecond) + (long)(((UInt128)BinaryPrimitives.ReadUInt32BigEndian(timestamp[4..]) * NanosecondsPerSecond) >> 32);

    private void Finish(ActionOutcome outcome, string answer)
    {
        process.Simulation.Stacks.Udp.Close(process.Host, _port);
        process.End(outcome, answer);
    }
}
