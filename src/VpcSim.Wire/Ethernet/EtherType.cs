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
}
