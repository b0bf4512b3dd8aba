using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Asks by echo requests. It is over when all are answered, or ten seconds after the last one (ping(8), -W).</summary>
internal sealed class PingProcess(Process process, Ping ping) : DatagramUser
{
    private const long PatienceNs = 10_000_000_000;
    private ushort _identifier;
    private int _from;
    private WireAddress _source, _destination;
    private string _error = "";

    /// <summary>Bytes of a request with its IP header.</summary>
    public static int LengthOf(Ping ping, bool ipv4) => PacketBytes.IpHeader(ipv4 ? (byte)4 : (byte)6) + PacketBytes.ShortHeader + ping.Size;

    public void Begin() => process.Find(ping.To, ping.PrefersIPv6, Begin);

    private void Begin(IpAddress to)
    {
        if (!process.TryRoute(to, out _from, out _source))
        {
            process.CannotDo(ActionOutcome.Unreachable, $"{process.Host.Name} has no {(to.IsIPv4 ? "IPv4" : "IPv6")} address to speak to {to} from");
            return;
        }
        _destination = to.ToWireAddress();
        if (ping.DontFragment && LengthOf(ping, to.IsIPv4) > process.Host.Mtu)
        {
            process.CannotDo(ActionOutcome.Unreachable, $"message too long, mtu {process.Host.Mtu}");
            return;
        }
        FirewallAction judged = process.Host.Judge(outbound: true, to.IsIPv4 ? IcmpMessage.Icmp : IcmpMessage.Icmpv6, _destination, 0, ping.User);
        if (judged != FirewallAction.Accept)
        {
            process.End(ActionOutcome.Refused, $"the firewall of {process.Host.Name} lets no echo request out");
            return;
        }
        if (process.Simulation.Stacks.Icmp.Open(process.Host, this) is not { } identifier)
        {
            process.CannotDo(ActionOutcome.Failed, $"every identifier of {process.Host.Name} is in use");
            return;
        }
        _identifier = identifier;
        Ask();
    }

    public override void Received(Packet packet)
    {
        process.Result.Answers++;
        process.Result.BytesReceived += packet.PayloadLength;
        if (process.Result.Answers == ping.Count) Finish(ActionOutcome.Answered);
    }

    public override void Failed(Packet error)
    {
        _error = error.Mtu > 0 ? $"message too long, mtu {error.Mtu}" : error.Header.IcmpType is 11 ? "time to live exceeded" : "destination unreachable";
        if (process.Result.Requests == ping.Count && process.Result.Answers == 0) Finish(ActionOutcome.Unreachable);
    }

    private void Ask()
    {
        int sequence = ++process.Result.Requests;
        int mtu = process.Host.PathMtu(_destination);
        if (ping.DontFragment && LengthOf(ping, _source.IsIPv4) > mtu)
        {
            _error = $"message too long, mtu {mtu}";
            if (sequence == ping.Count)
            {
                Finish(process.Result.Answers > 0 ? ActionOutcome.Answered : ActionOutcome.Unreachable);
                return;
            }
        }
        else
        {
            process.Result.BytesSent += ping.Size;
            process.Simulation.Stacks.Icmp.Ask(process.Host, _from, _source, _destination, _identifier, (ushort)sequence, ping, process.Result);
        }
        if (sequence < ping.Count) process.After(ping.IntervalNs, Ask);
        else process.After(ping.TimeoutNs ?? PatienceNs, () => Finish(process.Result.Answers > 0 ? ActionOutcome.Answered : _error.Length > 0 ? ActionOutcome.Unreachable : ActionOutcome.TimedOut));
    }

    private void Finish(ActionOutcome outcome)
    {
        process.Simulation.Stacks.Icmp.Close(process.Host, _identifier);
        process.End(outcome, outcome == ActionOutcome.Answered ? $"{process.Result.Answers} of {process.Result.Requests} answered" : _error);
    }
}
