namespace VpcSim.Model.Endpoints;

/// <summary>How many rules an AWS-managed prefix list counts as, however many entries it has. (VPC guide, "AWS-managed prefix lists", weight)</summary>
public static class ManagedPrefixListWeights
{
    private static readonly (string Service, int Weight)[] _weights =
    [
        ("cloudfront.origin-facing", 55),
        ("dynamodb", 1),
        ("ec2-instance-connect", 2),
        ("groundstation", 5),
        ("route53-healthchecks", 25),
        ("s3", 1),
        ("s3express", 6),
        ("vpc-lattice", 10),
    ];

    /// <summary>The weight of a list by its name, such as <c>com.amazonaws.us-east-1.s3</c>; null for one that AWS's page does not name.</summary>
    public static int? Of(string prefixListName)
    {
        foreach ((string service, int weight) in _weights)
            if (prefixListName.EndsWith($".{service}", StringComparison.Ordinal)) return weight;
        return null;
    }
}
