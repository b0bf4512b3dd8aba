using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words of <c>vpcsim trace</c>.</summary>
internal sealed class TraceSyntax
{
    public TraceSyntax()
    {
        Groups =
        [
            new("The design", [Design.Design, .. Design.OfDeployment, Design.Strict]),
            new("The packet", [From, To, Protocol, SourcePort, Source, IcmpType, IcmpCode, Length, Ttl]),
            new("The trace", [Setting, Json]),
        ];
        Command = new Command("trace");
        foreach (Option option in Groups.SelectMany(group => group.Options)) Command.Add(option);
    }

    public Command Command { get; }

    public IReadOnlyList<OptionGroup> Groups { get; }

    public DesignOptions Design { get; } = new();

    public Option<string[]> From { get; } = Words.Valued("--from", "NAME|ADDRESS|SUBNET|GATEWAY", "Who sends: an instance or interface, by name, id or address; a subnet, for a new interface in it with the VPC's default security group; an internet gateway, virtual private gateway, VPN connection or transit gateway attachment, for a host behind it; any other address; or internet.");

    public Option<string[]> To { get; } = Words.Valued("--to", "NAME|ADDRESS[:PORT]", "Who is to receive it: the same, or a service: s3, dynamodb, ssm and the like, as the sender's DNS finds them; dns, metadata, time, licensing; a prefix list. TCP and UDP need a port, services have their own. IPv6 with a port: [2001:db8::7]:443.");

    public Option<string[]> Protocol { get; } = Words.Valued("--protocol", "tcp|udp|icmp|NUMBER", "Default: tcp, or what the service speaks.");

    public Option<string[]> SourcePort { get; } = Words.Valued("--source-port", "PORT", "Default: 49152.");

    public Option<string[]> Source { get; } = Words.Valued("--source", "ADDRESS", "The packet's source address: of the host behind a gateway (default: 192.0.2.1 or 2001:db8::1 on the internet, the first address of a VPN's routes), or another than the interface's own.");

    public Option<string[]> IcmpType { get; } = Words.Valued("--icmp-type", "N", "Default: an echo request, which is answered.");

    public Option<string[]> IcmpCode { get; } = Words.Valued("--icmp-code", "N", "Default: 0.");

    public Option<string[]> Length { get; } = Words.Valued("--length", "BYTES", "The packet's IP total length, which is held against the MTU of each hop; it may not be split. Default: 60 for TCP, 84 for what else; 20 more for IPv6.");

    public Option<string[]> Ttl { get; } = Words.Valued("--ttl", "N", "Time to live, or hop limit, 1 to 255. Default: 64.");

    public Option<string[]> Setting { get; } = Words.Valued("--setting", "NAME=VALUE", "How a point that AWS leaves undocumented is decided, such as same-vpc-source=private; docs/settings.md lists them all. Repeatable; wins over the design's own settings.");

    public Option<bool> Json { get; } = Words.Flag("--json", "The trace as one JSON object (docs/json.md).");
}
