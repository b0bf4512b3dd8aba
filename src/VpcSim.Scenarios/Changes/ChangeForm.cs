namespace VpcSim.Scenarios.Changes;

/// <summary>What a key of a request takes.</summary>
public enum ChangeForm
{
    /// <summary>The name of something in the design.</summary>
    Name,

    /// <summary>One name or a list of them.</summary>
    Names,

    /// <summary>Any text.</summary>
    Text,

    /// <summary>An IPv4 or IPv6 block, such as <c>10.0.0.0/16</c>.</summary>
    Cidr,

    /// <summary>One block or a list of them.</summary>
    Cidrs,

    /// <summary>An address.</summary>
    Address,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A whole number from 0 to 4294967295, as BGP has them. (RFC 4271 section 4.3)</summary>
    Unsigned,

    /// <summary>One AS number, 1 to 4294967295, or a list of them. (RFC 6793; RFC 7607: 0 is none)</summary>
    AsNumbers,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A protocol: <c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmpv6</c>, <c>all</c> or a number.</summary>
    Protocol,

    /// <summary>One port, <c>443</c>, or a range, <c>1024-65535</c>.</summary>
    Ports,

    /// <summary>One of the key's <see cref="ChangeKey.Choices"/>.</summary>
    Choice,
}
