namespace VpcSim.Model.Enis;

/// <summary>What an instance type's name says of the system that it is built on. (EC2 instance types guide, "Instances built on the AWS Nitro System")</summary>
public static class InstanceTypes
{
    /// <summary>Idle timeout of an established TCP connection, in seconds, before Nitro v6. (EC2 guide, "Security group connection tracking")</summary>
    public const int TcpEstablishedSeconds = 432_000;

    /// <summary>Idle timeout of an established TCP connection on Nitro v6, in seconds.</summary>
    public const int NitroV6TcpEstablishedSeconds = 350;

    private static readonly HashSet<string> _xenFamilies = new(StringComparer.OrdinalIgnoreCase)
    {
        "a0", "c1", "c3", "c4", "cc1", "cc2", "cg1", "cr1", "d2", "f1", "g2", "g3", "g3s", "h1", "hi1", "hs1", "i2", "i3", "m1", "m2", "m3", "m4",
        "p2", "p3", "r3", "r4", "t1", "t2", "x1", "x1e",
    };

    // P6e-GB200 is excepted by name in AWS's page; the other families are those of the Nitro v6 column.
    private static readonly HashSet<string> _nitroV6Families = new(StringComparer.OrdinalIgnoreCase)
    {
        "c8a", "c8gb", "c8gn", "c8i", "c8i-flex", "c8ib", "c8id", "c8in", "c9g", "g7", "g7e", "hpc8a", "i8ge", "m8a", "m8azn", "m8gb", "m8gn",
        "m8i", "m8i-flex", "m8ib", "m8id", "m8idb", "m8idn", "m8in", "m8ine", "m9g", "m9gd", "p6-b200", "p6-b300", "r8a", "r8gb", "r8gn", "r8i", "r8i-flex", "r8ib",
        "r8id", "r8idn", "r8in", "x8i",
    };

    // EC2 guide, "Data protection in Amazon EC2", encryption in transit: of the generations before the sixth these alone, and of the sixth all but these.
    private static readonly HashSet<string> _encryptingOlderFamilies = new(StringComparer.OrdinalIgnoreCase)
    {
        "c5a", "c5ad", "c5n", "d3", "d3en", "dl1", "dl2q", "f2", "g4ad", "g4dn", "g5", "i3en", "i4g", "i4i", "im4gn", "inf1", "inf2", "is4gen", "m5dn", "m5n", "m5zn",
        "p3dn", "p4d", "p4de", "p5", "p5e", "p5en", "r5dn", "r5n", "trn1", "trn1n", "trn2", "u-12tb1", "u-18tb1", "u-24tb1", "u-3tb1", "u-6tb1", "u-9tb1", "vt1",
        "x2idn", "x2iedn", "x2iezn",
    };

    private static readonly HashSet<string> _openSixthFamilies = new(StringComparer.OrdinalIgnoreCase) { "c6g", "c6gd", "m6g", "m6gd", "r6g", "r6gd" };

    /// <summary>True for a Xen type; every type that is not listed is built on Nitro, so are the bare-metal sizes.</summary>
    /// <param name="instanceType">Such as <c>t2.micro</c>.</param>
    public static bool IsXen(string instanceType)
    {
        ReadOnlySpan<char> family = FamilyOf(instanceType);
        return !IsBareMetal(instanceType) && _xenFamilies.GetAlternateLookup<ReadOnlySpan<char>>().Contains(family);
    }

    public static bool IsNitro(string instanceType) => !IsXen(instanceType);

    /// <summary>True for the types whose idle TCP connections AWS forgets after 350 seconds by default. (EC2 API, ConnectionTrackingSpecification)</summary>
    public static bool IsNitroV6(string instanceType) =>
        _nitroV6Families.GetAlternateLookup<ReadOnlySpan<char>>().Contains(FamilyOf(instanceType));

    /// <summary>Whether the hardware encrypts what goes between two instances of such types in a Region. (EC2 guide, "Data protection in Amazon EC2")</summary>
    public static bool EncryptsInTransit(string instanceType)
    {
        ReadOnlySpan<char> family = FamilyOf(instanceType);
        if (_encryptingOlderFamilies.GetAlternateLookup<ReadOnlySpan<char>>().Contains(family)) return true;
        return !IsXen(instanceType) && !family.StartsWith("t", StringComparison.OrdinalIgnoreCase) && !family.StartsWith("mac", StringComparison.OrdinalIgnoreCase)
            && GenerationOf(family) >= 6 && !_openSixthFamilies.GetAlternateLookup<ReadOnlySpan<char>>().Contains(family);
    }

    /// <summary>The default idle timeout of an established TCP connection on an instance type, in seconds.</summary>
    public static int DefaultTcpEstablishedSeconds(string instanceType) =>
        IsNitroV6(instanceType) ? NitroV6TcpEstablishedSeconds : TcpEstablishedSeconds;

    private static bool IsBareMetal(string instanceType) => instanceType.Contains(".metal", StringComparison.OrdinalIgnoreCase);

    private static int GenerationOf(ReadOnlySpan<char> family)
    {
        int at = family.IndexOfAnyInRange('0', '9');
        return at < 0 ? 0 : family[at] - '0';
    }

    private static ReadOnlySpan<char> FamilyOf(string instanceType)
    {
        int dot = instanceType.IndexOf('.');
        return dot < 0 ? instanceType : instanceType.AsSpan(0, dot);
    }
}
