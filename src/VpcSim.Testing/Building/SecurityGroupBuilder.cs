using System.Globalization;
using System.Runtime.CompilerServices;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;

namespace VpcSim.Testing.Building;

/// <summary>Says the rules of a security group, which is stateful: answers need no rule. In comes what a rule allows; out goes everything, until a rule says what.</summary>
public sealed class SecurityGroupBuilder
{
    private readonly TemplateDraft _draft;
    private readonly Declaration _group;
    private int _separate;

    internal SecurityGroupBuilder(TemplateDraft draft, Declaration group) => (_draft, _group) = (draft, group);

    /// <summary>Lets in what comes from a block, a security group or a prefix list.</summary>
    public SecurityGroupBuilder AllowIn(Traffic traffic, string from, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(nameof(AllowIn), traffic, from, file, line);

    /// <summary>Lets out what goes to a block, a security group or a prefix list, and nothing else but what further rules allow.</summary>
    public SecurityGroupBuilder AllowOut(Traffic traffic, string to, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(nameof(AllowOut), traffic, to, file, line);

    /// <summary>Lets nothing out but what further rules allow.</summary>
    /// <remarks>In a template that is said by a rule that fits nothing. (CloudFormation, AWS::EC2::SecurityGroup, "Remove the default rule": 127.0.0.1/32)</remarks>
    public SecurityGroupBuilder AllowNothingOut()
    {
        if (!_group.Has("SecurityGroupEgress")) _group.Add("SecurityGroupEgress", Rule(Traffic.All, _group.Call, ("CidrIp", Declaration.Text("127.0.0.1/32", _group.Call))));
        return this;
    }

    private SecurityGroupBuilder Add(string method, Traffic traffic, string peer, string file, int line)
    {
        CallSite call = _draft.Log.Note($"{nameof(DesignBuilder.SecurityGroup)}(\"{_group.Name}\").{CallWords.Of(method, traffic, peer)}", file, line);
        bool egress = method == nameof(AllowOut);
        string list = egress ? "SecurityGroupEgress" : "SecurityGroupIngress", side = egress ? "Destination" : "Source";
        if (Cidr.TryParse(peer, out Cidr block)) _group.Add(list, Rule(traffic, call, (block.IsIPv4 ? "CidrIp" : "CidrIpv6", Declaration.Text(peer, call))));
        else if (peer.StartsWith("pl-", StringComparison.Ordinal)) _group.Add(list, Rule(traffic, call, ($"{side}PrefixListId", Declaration.Text(peer, call))));
        else if (IpAddress.TryParse(peer, out IpAddress address)) _draft.Log.Add(call, $"'{peer}' is no block; write {(address.IsIPv4 && address.IPv4Bits == 0 ? Cidr.AnyIPv4 : Cidr.Host(address))}");
        else if (peer.Contains('/', StringComparison.Ordinal)) _draft.Log.Add(call, $"'{peer}' is no block; write one such as 10.0.0.0/16 or ::/0");
        else AddNamed(traffic, peer, call, egress, side);
        return this;
    }

    // Groups may refer to each other, and to themselves: such rules are resources of their own. (CloudFormation, AWS::EC2::SecurityGroupIngress)
    private void AddNamed(Traffic traffic, string peer, CallSite call, bool egress, string side)
    {
        if (egress) AllowNothingOut();
        string name = FormattableString.Invariant($"{_group.Name}{(egress ? "To" : "From")}{peer}{++_separate}");
        _draft.Later(() =>
        {
            if (!_draft.TryFind(peer, call, out Declaration? found, Types.SecurityGroup, Types.PrefixList)) return;
            Declaration rule = _draft.Declare(name, egress ? "AWS::EC2::SecurityGroupEgress" : "AWS::EC2::SecurityGroupIngress", call)
                .Set("GroupId", Declaration.GetAtt(_group.Name, "GroupId", call));
            foreach (MappingEntry entry in Rule(traffic, call).Entries) rule.Set(entry.Key, entry.Value);
            if (found.Type == Types.SecurityGroup) rule.Set($"{side}SecurityGroupId", Declaration.GetAtt(found.Name, "GroupId", call));
            else rule.Set($"{side}PrefixListId", Declaration.Ref(found.Name, call));
        });
    }

    private static MappingNode Rule(Traffic traffic, CallSite call, params ReadOnlySpan<(string Key, Node Value)> peer)
    {
        MappingNode rule = Declaration.Mapping(call, ("IpProtocol", Declaration.Text(WordOf(traffic), call)));
        if (traffic.HasPorts || traffic.IsIcmp)
        {
            rule.TryAdd("FromPort", call.Place, Declaration.Number(traffic.From, call));
            rule.TryAdd("ToPort", call.Place, Declaration.Number(traffic.To, call));
        }
        foreach ((string key, Node value) in peer) rule.TryAdd(key, call.Place, value);
        return rule;
    }

    private static string WordOf(Traffic traffic) => traffic.ProtocolNumber switch
    {
        IpProtocol.Tcp => "tcp",
        IpProtocol.Udp => "udp",
        IpProtocol.Icmp => "icmp",
        IpProtocol.IcmpV6 => "icmpv6",
        var number => number.ToString(CultureInfo.InvariantCulture),
    };
}
