using System.Globalization;
using System.Runtime.CompilerServices;
using VpcSim.Model.Addressing;

namespace VpcSim.Testing.Building;

/// <summary>Says the entries of a network ACL, which is stateless: answers need entries too. What no entry speaks of is denied.</summary>
public sealed class NetworkAclBuilder
{
    private readonly TemplateDraft _draft;
    private readonly Declaration _acl;

    internal NetworkAclBuilder(TemplateDraft draft, Declaration acl) => (_draft, _acl) = (draft, acl);

    /// <summary>Lets in what comes from a block. Entries are asked in the order of their rule numbers, 1 to 32766; the first that fits decides.</summary>
    public NetworkAclBuilder AllowIn(int rule, Traffic traffic, string from, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(nameof(AllowIn), rule, traffic, from, file, line);

    /// <summary>Keeps out what comes from a block.</summary>
    public NetworkAclBuilder DenyIn(int rule, Traffic traffic, string from, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(nameof(DenyIn), rule, traffic, from, file, line);

    /// <summary>Lets out what goes to a block.</summary>
    public NetworkAclBuilder AllowOut(int rule, Traffic traffic, string to, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(nameof(AllowOut), rule, traffic, to, file, line);

    /// <summary>Keeps in what goes to a block.</summary>
    public NetworkAclBuilder DenyOut(int rule, Traffic traffic, string to, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(nameof(DenyOut), rule, traffic, to, file, line);

    private NetworkAclBuilder Add(string method, int rule, Traffic traffic, string block, string file, int line)
    {
        CallSite call = _draft.Log.Note($"{nameof(DesignBuilder.NetworkAcl)}(\"{_acl.Name}\").{CallWords.Of(method, rule, traffic, block)}", file, line);
        bool egress = method.EndsWith("Out", StringComparison.Ordinal);
        string name = FormattableString.Invariant($"{_acl.Name}{(egress ? "Out" : "In")}{rule}");
        if (_draft.Knows(name))
        {
            _draft.Log.Add(call, FormattableString.Invariant($"{_acl.Name} has an {(egress ? "outbound" : "inbound")} rule {rule} already; give one of them another number"));
            return this;
        }
        Declaration entry = _draft.Declare(name, "AWS::EC2::NetworkAclEntry", call)
            .Set("NetworkAclId", Declaration.Ref(_acl.Name, call))
            .Set("RuleNumber", rule)
            .Set("Egress", egress)
            .Set("RuleAction", method.StartsWith("Allow", StringComparison.Ordinal) ? "allow" : "deny")
            .Set("Protocol", traffic.ProtocolNumber.ToString(CultureInfo.InvariantCulture));
        if (Cidr.TryParse(block, out Cidr cidr)) entry.Set(cidr.IsIPv4 ? "CidrBlock" : "Ipv6CidrBlock", block);
        else _draft.Log.Add(call, $"'{block}' is no block; write one such as 10.0.0.0/16 or ::/0");
        if (traffic.HasPorts) entry.Set("PortRange", Declaration.Mapping(call, ("From", Declaration.Number(traffic.From, call)), ("To", Declaration.Number(traffic.To, call))));
        if (traffic.IsIcmp) entry.Set("Icmp", Declaration.Mapping(call, ("Type", Declaration.Number(traffic.From, call)), ("Code", Declaration.Number(traffic.To, call))));
        return this;
    }
}
