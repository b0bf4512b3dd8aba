namespace VpcSim.Wire.Ethernet;

/// <summary>What an Ethernet frame carries (IEEE 802 numbers, "EtherType").</summary>
public enum EtherType : ushort
{
    /// <summary>Not an EtherType: the frame carries something that has none (LLC, an address family other than IP).</summary>
    None = 0,

    Ipv4 = 0x0800,

    /// <summary>IEEE 802.1Q customer tag.</summary>
    Vlan = 0x8100,

    Ipv6 = 0x86DD,

    /// <summary>IEEE 802.1ad service tag.</summary>
    ServiceVlan = 0x88A8,

    /// <summary>Service tag of switches older than 802.1ad.</summary>
    OldServiceVlan = 0x9100,

    /// <summary>Service tag of other such switches.</summary>
    OtherOldServiceVlan = 0x9200,

    /// <summary>An Ethernet frame in GRE or GENEVE (RFC 1701, RFC 8926 section 3.4).</summary>
    TransparentEthernet = 0x6558,

    /// <summary>ERSPAN types I and II in GRE.</summary>
    ErspanTypes1And2 = 0x88BE,

    /// <summary>ERSPAN type III in GRE.</summary>
    ErspanType3 = 0x22EB,
}
