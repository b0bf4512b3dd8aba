namespace VpcSim.Benchmarks.Designs;

/// <summary>
/// What the groups allow. The rules that match the traffic are the last ones of the last group, so that who walks them in order
/// walks them all. They name ports, since AWS does not track a flow that is allowed by a rule for all ports from everywhere.
/// </summary>
public static class SecurityGroupRules
{
    /// <summary>AWS's default quota of inbound rules of a group, and of outbound ones.</summary>
    public const int MostPerDirection = 60;

    private const string Everywhere = "0.0.0.0/0";

    private static readonly SecurityGroupRule[] Last =
    [
        new("tcp", 22, 22, Everywhere),
        new("tcp", 3306, 3306, Everywhere),
        new("tcp", 5432, 5432, Everywhere),
        new("tcp", 6379, 6379, Everywhere),
        new("tcp", 8080, 8080, Everywhere),
        new("tcp", 9092, 9092, Everywhere),
        new("icmp", 8, -1, Everywhere),
        new("udp", 53, 53, Everywhere),
        new("udp", 4500, 4500, Everywhere),
        new("tcp", 80, 80, Everywhere),
        new("tcp", 443, 443, Everywhere),
    ];

    /// <summary>The rules that let the captures' traffic through.</summary>
    public static ReadOnlySpan<SecurityGroupRule> Matching => Last;

    /// <summary>The rules of group <paramref name="group"/> of <paramref name="groups"/>, counted from 0. A single rule allows everything.</summary>
    public static IEnumerable<SecurityGroupRule> Of(int group, int groups, int rules)
    {
        if (rules == 1) return [new("-1", 0, 0, Everywhere)];
        SecurityGroupRule[] last = group == groups - 1 ? Last : [];
        return Enumerable.Range(0, rules - last.Length).Select(number => OfNobody(group, number)).Concat(last);
    }

    /// <summary>A rule for an address that no packet of the captures has.</summary>
    private static SecurityGroupRule OfNobody(int group, int number) =>
        new(number % 2 == 0 ? "tcp" : "udp", 8000 + number, 8100 + number, $"172.{16 + group}.{number}.0/24");
}
