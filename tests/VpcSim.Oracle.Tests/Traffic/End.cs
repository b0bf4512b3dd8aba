namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>Where somebody is, and with which address.</summary>
internal readonly record struct End(int Place, string Address, bool IsSpoofed = false)
{
    public bool IsIpv6 => Address.Contains(':');
}
