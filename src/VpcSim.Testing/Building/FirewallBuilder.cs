using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Hosts;

namespace VpcSim.Testing.Building;

/// <summary>Says the rules of the firewall on a host (iptables, Windows Firewall), in their order. What is left out fits everything.</summary>
public sealed class FirewallBuilder
{
    private readonly CallLog _log;
    private readonly CallSite _call;
    private readonly Action<FirewallRule> _add;

    internal FirewallBuilder(CallLog log, CallSite call, Action<FirewallRule> add) => (_log, _call, _add) = (log, call, add);

    /// <summary>Lets out what goes to a block; of one user's processes where it is named.</summary>
    public FirewallBuilder AcceptOut(Traffic? traffic = null, string? to = null, string? user = null) => Add(FirewallAction.Accept, outbound: true, traffic, to, user);

    /// <summary>Throws away what goes to a block.</summary>
    public FirewallBuilder DropOut(Traffic? traffic = null, string? to = null, string? user = null) => Add(FirewallAction.Drop, outbound: true, traffic, to, user);

    /// <summary>Refuses what goes to a block.</summary>
    public FirewallBuilder RejectOut(Traffic? traffic = null, string? to = null, string? user = null) => Add(FirewallAction.Reject, outbound: true, traffic, to, user);

    /// <summary>Lets in what comes from a block.</summary>
    public FirewallBuilder AcceptIn(Traffic? traffic = null, string? from = null) => Add(FirewallAction.Accept, outbound: false, traffic, from, null);

    /// <summary>Throws away what comes from a block.</summary>
    public FirewallBuilder DropIn(Traffic? traffic = null, string? from = null) => Add(FirewallAction.Drop, outbound: false, traffic, from, null);

    /// <summary>Refuses what comes from a block.</summary>
    public FirewallBuilder RejectIn(Traffic? traffic = null, string? from = null) => Add(FirewallAction.Reject, outbound: false, traffic, from, null);

    private FirewallBuilder Add(FirewallAction action, bool outbound, Traffic? traffic, string? peer, string? user)
    {
        Cidr block = default;
        bool anybody = peer is null;
        if (!anybody && !Cidr.TryParse(peer, out block))
        {
            if (IpAddress.TryParse(peer, out IpAddress address)) block = Cidr.Host(address);
            else _log.Add(_call, $"'{peer}' is no block; write one such as 10.0.0.0/16 or ::/0");
        }
        if (traffic is { IsIcmp: true, From: >= 0 }) _log.Add(_call, $"a firewall on a host knows no types of ICMP; write {nameof(Traffic.Icmp)}, not {traffic}");
        var rule = new FirewallRule(action)
        {
            Outbound = outbound,
            Protocol = traffic is { ProtocolNumber: >= 0 } said ? (byte)said.ProtocolNumber : null,
            Peer = anybody ? null : block,
            User = user,
        };
        _add(traffic is { HasPorts: true } ports ? rule with { FromPort = (ushort)ports.From, ToPort = (ushort)ports.To } : rule);
        return this;
    }
}
