using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Sends datagrams and waits for answers, five seconds after the last one.</summary>
internal sealed class SendProcess(Process process, Send send) : DatagramUser
{
    private const long PatienceNs = 5_000_000_000;
    private readonly byte[] _payload = send.Payload.IsEmpty ? Filling(send.Bytes) : send.Payload.ToArray();
    private int _from;
    private ushort _port;
    private WireAddress _source, _destination;

    public void Begin() => process.Find(send.To, send.PrefersIPv6, Begin);

    private void Begin(IpAddress to)
    {
        _destination = to.ToWireAddress();
        if (!process.MaySend(17, to, send.Port, out _from, out _source)) return;
        _port = process.Simulation.Stacks.Udp.Open(process.Host, send.SourcePort, this);
        if (_port == 0) process.CannotDo(ActionOutcome.Failed, send.SourcePort == 0 ? $"every port of {process.Host.Name} is in use" : $"port {send.SourcePort} of {process.Host.Name} is in use");
        else Ask();
    }

    public override void Received(Packet packet)
    {
        process.Result.Answers++;
        process.Result.BytesReceived += packet.PayloadLength;
        if (process.Result.Answers == send.Count) Finish(ActionOutcome.Answered);
    }

    public override void Failed(Packet error)
    {
        if (error.Mtu > 0) return;
        bool refused = error.Header.Protocol == IcmpMessage.Icmp ? error.Header.IcmpCode is 2 or 3 : error.Header.IcmpCode == 4;
        Finish(refused ? ActionOutcome.Refused : ActionOutcome.Unreachable);
    }

    private void Ask()
    {
        process.Result.Requests++;
        process.Result.BytesSent += _payload.Length;
        process.Simulation.Stacks.Udp.Send(process.Host, _from, _source, _port, _destination, send.Port, _payload, process.Result, forward: true, (byte)(64 - send.ContainerHops));
        if (process.Result.Requests < send.Count) process.After(send.IntervalNs, Ask);
        else process.After(send.TimeoutNs ?? PatienceNs, () => Finish(process.Result.Answers > 0 ? ActionOutcome.Answered : ActionOutcome.TimedOut));
    }

    private void Finish(ActionOutcome outcome)
    {
        process.Simulation.Stacks.Udp.Close(process.Host, _port);
        process.End(outcome);
    }

    private static byte[] Filling(int bytes)
    {
        byte[] filling = new byte[bytes];
        filling.AsSpan().Fill((byte)'x');
        return filling;
    }
}
