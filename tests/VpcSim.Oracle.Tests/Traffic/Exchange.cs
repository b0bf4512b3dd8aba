using CsCheck;
using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>Two ends and what they say to each other, whether or not it gets there.</summary>
/// <param name="From">The one that begins: where it is, and its address.</param>
/// <param name="To">The other one; a place of −1 sends nothing.</param>
/// <param name="Protocol">IANA number.</param>
/// <param name="Port">The one that is asked, or an ICMP type.</param>
/// <param name="SourcePort">The one that asks, or an ICMP identifier.</param>
/// <param name="Words">What is said: each word is one packet (or a pair of fragments), upper case by the one that begins, lower case by the other.</param>
internal sealed record Exchange(End From, End To, int Protocol, int Port, int SourcePort, string Words)
{
    /// <summary>TCP: s SYN, a SYN-ACK, d data, f FIN, r RST. UDP: d datagram. ICMP: e request, p reply, x error about the other's latest, o others. g and h: two fragments; of ICMP a
    /// request and a reply.</summary>
    /// <remarks>
    /// Where TCP is tracked from the middle, the kernel takes up neither a SYN-ACK nor a RST without connection and lets no SYN pass as an answer, which tracking by
    /// addresses and ports, all that AWS documents, does: there everybody sends data alone.
    /// </remarks>
    private static string[] ScriptsOf(int protocol, bool middle) => protocol switch
    {
        6 when middle => ["dDdDD", "DdD", "dDd", "DDD", "dDxDd", "DDX", "DdDdX", "GgDg"],
        6 => ["SaDdDdFfD", "SSS", "SaDrD", "Sr", "DdD", "aD", "sSaD", "RsAd", "SaDFfdSaD", "FdD", "SxD", "SaxDX", "SaGgDg", "gG"],
        17 => ["DdDd", "DDD", "dD", "GgDg", "gGd", "DxD", "GGx"],
        1 or 58 => ["EpEp", "pE", "PEp", "EEE", "Oo", "EpXx", "ExE", "GhEh", "GhGpx", "hG"],
        _ => ["OoO", "oO", "OOO"],
    };

    /// <summary>Scripts of those who may be behind a NAT gateway or egress-only internet gateway that sees one direction alone.</summary>
    /// <remarks>
    /// AWS does not say what either does with TCP whose beginning it has not seen: VpcSim serves it, as the kernel does where data begins it. The kernel takes no
    /// SYN-ACK, FIN or RST for a beginning, and no data before the SYN-ACK.
    /// </remarks>
    private static string[] ScriptsThroughGateway(bool fromInside) =>
        fromInside ? ["SSS", "Sa", "SxS", "DdD", "DdDd", "DDD", "DdDxDX", "GgDg"] : ["DdD", "SSS", "DDD", "dDd"];

    // Nobody answers: that would be one to what the NAT gateway had sent out.
    private static string[] ScriptsWithoutAnswer(int protocol) => protocol switch { 1 => ["EEE", "E"], 47 => ["OOO"], _ => ["DDD", "D"] };

    // What comes from outside to who is behind a NAT gateway has a port of its own, so that it is no answer.
    private const int StrangersPort = 50_002;

    // A test's run looks for the sender of a flow by its source: who pretends to be another has flows of its own, and is asked nothing with its own identifier, nor
    // does anybody answer with it to one that pretends to be the other end.
    private static int SpoofersPort(End from, End to) => string.CompareOrdinal(from.Address, to.Address) < 0 ? 50_001 : 50_003;

    private const int FirstLonersPort = 41_000, LastLonersPort = 48_999;

    /// <summary>Whether a port is that of TCP which has its addresses and ports for itself, and about which no error tells.</summary>
    /// <remarks>
    /// The kernel forgets a connection with the RST that answers its SYN, AWS some time after it: an error about it, or a new SYN, comes too late for the one alone. And of
    /// SYNs that cross within one connection the kernel takes none after the first SYN-ACK, where AWS tracks addresses and ports.
    /// </remarks>
    public static bool IsLoners(int port) => port is >= FirstLonersPort and <= LastLonersPort;

    private static bool IsAlone(int protocol, string words) => protocol == 6 && words.AsSpan().ContainsAny("rRs");

    // TCP never begins where another's is answered, and data and handshakes through gateways that track have ports of their own.
    private static Gen<int> BeginnersPort(End from, End to, int protocol, string words, bool throughGateway)
    {
        if (IsAlone(protocol, words)) return Gen.Int[FirstLonersPort, LastLonersPort];
        if (from.IsSpoofed) return Gen.Const(SpoofersPort(from, to));
        if (protocol == 6 && throughGateway && words.Contains('S')) return Gen.OneOf(1026, 33001, 40002);
        return protocol == 6 ? Gen.OneOf(1025, 33000, 40001) : Gen.OneOf(1024, 32768, 40000, 40001, 53);
    }

    public static Gen<Exchange> For(NetworkPlan network)
    {
        Gen<(End From, End To)> pairs = Ends.Of(network);
        Gen<int> protocol = Gen.Frequency((6, Gen.Const(6)), (4, Gen.Const(17)), (3, Gen.Const(1)), (1, Gen.Const(47)));
        return
            from ends in pairs
            let first = ends.From
            let second = ends.To
            from kind in first.IsSpoofed ? Gen.OneOf(6, 17, 1) : protocol
            from port in Gen.OneOf(Places.Ports)
            let oneWay = IsOneWay(network, first, second)
            from script in Gen.OneOf(oneWay ? ScriptsWithoutAnswer(kind) : ScriptsFor(network, first, second, kind))
            let words = network.HasErrors || kind == 1 ? script : script.Replace("x", "").Replace("X", "")
            from sourcePort in oneWay ? Gen.Const(StrangersPort) : BeginnersPort(first, second, kind, words, IsThroughGateway(network, first, second))
            select new Exchange(first, second, kind == 1 && first.IsIpv6 ? 58 : kind, port, sourcePort, words);
    }

    private static string[] ScriptsFor(NetworkPlan network, End first, End second, int kind)
    {
        bool beginnings = kind == 6 && !network.TracksFromTheMiddle;
        if (beginnings && IsThroughGateway(network, first, second))
            return ScriptsThroughGateway(fromInside: first.Place < Probe.Internet && network.Hosts[first.Place].Subnet.Vpc == 0);
        bool answersAlone = beginnings && IsAnsweredThroughNat(network, first, second);
        return [.. ScriptsOf(kind, network.TracksFromTheMiddle).Where(script => !(first.IsSpoofed && script.Contains('o')) && !(answersAlone && script.AsSpan().ContainsAny("afr")))];
    }

    // Who is asked by one that pretends to be another answers where that other is: through a NAT gateway, perhaps, which sees the answers alone.
    private static bool IsAnsweredThroughNat(NetworkPlan network, End first, End second)
    {
        if (!first.IsSpoofed || second.Place is < 0 or >= Probe.Internet) return false;
        SubnetPlan answering = network.Hosts[second.Place].Subnet;
        return network.Hosts.First(host => host.Has(first.Address)).Subnet.Vpc != answering.Vpc && network.Tables[answering.Table].TargetOf(first.Address) == "nat";
    }

    private static bool IsThroughGateway(NetworkPlan network, End first, End second) => Contact.Crosses(network, first, second)
        && (first.IsIpv6 ? network.HasEgressOnly && (first.Place == Probe.Internet || second.Place == Probe.Internet) : network.Nat is not null);

    private static bool IsOneWay(NetworkPlan network, End first, End second) =>
        !first.IsIpv6 && Contact.Crosses(network, first, second) && network.Hosts.Any(host => host.Has(second.Address) && network.IsBehindNat(host));
}
