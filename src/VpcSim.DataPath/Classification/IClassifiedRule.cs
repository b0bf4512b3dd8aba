using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Classification;

/// <summary>A rule that a <see cref="RuleClassifier"/> can be made of: it matches where its services and its peers both do.</summary>
internal interface IClassifiedRule
{
    /// <summary>IANA number, or <see cref="IpProtocol.All"/>.</summary>
    int Protocol { get; }

    /// <summary>The first port, or the type of ICMP, as written.</summary>
    int From { get; }

    /// <summary>The last port, or the code of ICMP, as written.</summary>
    int To { get; }

    /// <summary>The blocks of <see cref="MatchesBlock"/>.</summary>
    IEnumerable<Cidr> Blocks { get; }

    /// <summary>The addresses that a reference to a group stands for; null for a rule of blocks.</summary>
    AddressSet? Members { get; }

    /// <summary>Whether the rule is about such packets, whoever the peer is.</summary>
    bool MatchesProtocol(in Passage packet);

    /// <summary>Whether a block of the rule holds the peer.</summary>
    bool MatchesBlock(IpAddress peer);
}
