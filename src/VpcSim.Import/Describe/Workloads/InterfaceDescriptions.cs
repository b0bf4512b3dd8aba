namespace VpcSim.Import.Describe.Workloads;

/// <summary>What AWS's description of an interface that a service made tells of its owner. (EC2 guide, "Requester-managed network interfaces")</summary>
internal static class InterfaceDescriptions
{
    // What stands before the owner's name or id, and before what follows it.
    private static readonly (string Before, string After)[] _named =
    [
        ("ELB app/", "/"), ("ELB net/", "/"), ("ELB gwy/", "/"), ("ELB ", ""), ("ES ", ""), ("ElastiCache+", ""), ("ElastiCache ", ""), ("Amazon EKS ", ""),
        ("EFS mount target for ", " "), ("Route 53 Resolver: ", ":"), ("Interface for NAT Gateway ", ""), ("VPC Endpoint Interface: ", ""), ("VPC Endpoint Interface ", ""), ("Network interface for DBProxy ", ""),
        ("AWS created network interface for directory ", ""), ("Network Interface for Transit Gateway Attachment ", ""),
    ];

    // Descriptions that do not say which of a service's resources owns the interface.
    private static readonly (string Text, string Service)[] _nameless =
    [
        ("RDSNetworkInterface", "rds"), ("RedshiftNetworkInterface", "redshift"), ("DMSNetworkInterface", "dms"), ("ClientVPN Endpoint", "client-vpn"), ("arn:aws:ecs:", "ecs"),
    ];

    private const string KafkaCluster = ":cluster/";

    /// <summary>The owner's name or id, or the service where no more is said; null where the description is nobody's in particular.</summary>
    public static string? OwnerOf(string description)
    {
        if (description.StartsWith(ComputeAnswers.OfLambda, StringComparison.Ordinal)) return Function(description[ComputeAnswers.OfLambda.Length..]);
        if (description.Contains("Amazon MSK", StringComparison.Ordinal) && description.IndexOf(KafkaCluster, StringComparison.Ordinal) is >= 0 and int at)
            return Until(description[(at + KafkaCluster.Length)..], "/");
        foreach ((string before, string after) in _named)
            if (description.StartsWith(before, StringComparison.Ordinal) && description.Length > before.Length) return Until(description[before.Length..], after);
        foreach ((string text, string service) in _nameless)
            if (description.StartsWith(text, StringComparison.Ordinal)) return service;
        return null;
    }

    private static string Until(string text, string end) => end.Length > 0 && text.IndexOf(end, StringComparison.Ordinal) is > 0 and int at ? text[..at] : text.Trim();

    // FUNCTION-8a7b…: the end is a UUID of its own.
    private static string Function(string text)
    {
        const int EndLength = 37;
        string end = text.Length > EndLength ? text[^EndLength..] : "";
        return end.Split('-') is ["", { Length: 8 }, { Length: 4 }, { Length: 4 }, { Length: 4 }, { Length: 12 }] ? text[..^EndLength] : text;
    }
}
