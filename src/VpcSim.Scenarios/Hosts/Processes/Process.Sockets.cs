using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Tcp;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Processes;

// How processes come to send, and what they make of how it ends.
internal sealed partial class Process
{
    private const long SynTimeoutNs = 127_000_000_000; // 1 + 2 + 4 + 8 + 16 + 32 + 64 s: tcp_syn_retries 6 of Linux

    public static ActionOutcome OutcomeOf(StreamEnd end) => end switch
    {
        StreamEnd.Closed => ActionOutcome.Connected,
        StreamEnd.Refused => ActionOutcome.Refused,
        StreamEnd.Reset => ActionOutcome.Reset,
        StreamEnd.TimedOut => ActionOutcome.TimedOut,
        _ => ActionOutcome.Unreachable,
    };

    /// <summary>Whether the host has a way and its firewall lets the process speak; else the action is over.</summary>
    public bool MaySend(byte protocol, IpAddress to, ushort port, out int from, out WireAddress source)
    {
        if (!TryRoute(to, out from, out source))
        {
            CannotDo(ActionOutcome.Unreachable, $"{host.Name} has no {(to.IsIPv4 ? "IPv4" : "IPv6")} address to speak to {to} from");
            return false;
        }
        FirewallAction judged = host.Judge(outbound: true, protocol, to.ToWireAddress(), port, result.Action.User);
        if (judged == FirewallAction.Accept) return true;
        string why = $"the firewall of {host.Name} does not let {result.Action.User} speak to {to} port {port}";
        if (judged == FirewallAction.Reject || protocol != 6) End(ActionOutcome.Refused, why);
        else After(result.Action.TimeoutNs ?? SynTimeoutNs, () => End(ActionOutcome.TimedOut, why));
        return false;
    }

    /// <summary>Begins a connection; null where the host itself stands in the way.</summary>
    public Connection? TryConnect(IpAddress to, ushort port, StreamUser user, ushort sourcePort = 0)
    {
        if (!MaySend(6, to, port, out int from, out WireAddress source)) return null;
        WireAddress remote = to.ToWireAddress();
        TcpStack tcp = simulation.Stacks.Tcp;
        ushort local = sourcePort == 0 ? host.TakePort() : sourcePort;
        for (int tried = 0; !tcp.IsFree(host, source, local, remote, port); tried++)
        {
            if (sourcePort != 0 || tried > ushort.MaxValue)
            {
                CannotDo(ActionOutcome.Failed, $"port {local} of {host.Name} is in use towards {to} port {port}");
                return null;
            }
            local = host.TakePort();
        }
        return tcp.Connect(host, from, source, local, remote, port, user, result.Action, result);
    }
}
