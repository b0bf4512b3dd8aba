using VpcSim.Import.Documents;

namespace VpcSim.Testing.Building;

/// <summary>Says more of a VPC.</summary>
public sealed class VpcBuilder
{
    private readonly TemplateDraft _draft;
    private readonly Declaration _vpc;

    internal VpcBuilder(TemplateDraft draft, Declaration vpc) => (_draft, _vpc) = (draft, vpc);

    /// <summary>Instances with public addresses get public DNS names (<c>EnableDnsHostnames</c>); private DNS of endpoints needs it too.</summary>
    public VpcBuilder DnsHostnames()
    {
        _vpc.Set("EnableDnsHostnames", true);
        return this;
    }

    /// <summary>The Amazon DNS server does not answer (<c>EnableDnsSupport: false</c>).</summary>
    public VpcBuilder NoDnsSupport()
    {
        _vpc.Set("EnableDnsSupport", false);
        return this;
    }

    /// <summary>Amazon gives it a /56 of IPv6; subnets take theirs by <see cref="SubnetBuilder.Ipv6"/>.</summary>
    public VpcBuilder Ipv6()
    {
        _draft.Declare(Ipv6BlockOf(_vpc.Name), "AWS::EC2::VPCCidrBlock", _vpc.Call)
            .Set("VpcId", Declaration.Ref(_vpc.Name, _vpc.Call))
            .Set("AmazonProvidedIpv6CidrBlock", true);
        return this;
    }

    /// <summary>A further block of IPv4.</summary>
    public VpcBuilder Cidr(string cidr)
    {
        string name = $"{_vpc.Name}Cidr";
        for (int i = 2; _draft.Knows(name); i++) name = FormattableString.Invariant($"{_vpc.Name}Cidr{i}");
        _draft.Declare(name, "AWS::EC2::VPCCidrBlock", _vpc.Call).Set("VpcId", Declaration.Ref(_vpc.Name, _vpc.Call)).Set("CidrBlock", cidr);
        return this;
    }

    internal static string Ipv6BlockOf(string vpc) => $"{vpc}Ipv6Block";

    /// <summary>The Nth /64 of the block that Amazon gives.</summary>
    internal static Node Ipv6Subnet(string vpc, int number, CallSite call)
    {
        MappingNode block = Declaration.Mapping(call, ("Fn::Select", Items(call, Declaration.Number(0, call), Declaration.GetAtt(vpc, "Ipv6CidrBlocks", call))));
        MappingNode subnets = Declaration.Mapping(call, ("Fn::Cidr", Items(call, block, Declaration.Number(256, call), Declaration.Number(64, call))));
        return Declaration.Mapping(call, ("Fn::Select", Items(call, Declaration.Number(number, call), subnets)));
    }

    private static SequenceNode Items(CallSite call, params Node[] items) => new(call.Place, items);
}
