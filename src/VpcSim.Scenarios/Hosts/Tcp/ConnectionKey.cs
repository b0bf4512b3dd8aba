using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>What tells connections of all hosts apart.</summary>
/// <param name="Host">The host's place.</param>
/// <param name="Asker">Of a service of the VPC: the interface that it speaks with, since addresses of two VPCs may be the same; else −1.</param>
/// <param name="Local">Its address.</param>
/// <param name="Remote">The other side's.</param>
/// <param name="LocalPort">Its port.</param>
/// <param name="RemotePort">The other side's.</param>
internal readonly record struct ConnectionKey(int Host, int Asker, WireAddress Local, WireAddress Remote, ushort LocalPort, ushort RemotePort)
{
    public bool Equals(ConnectionKey other) =>
        Remote == other.Remote && RemotePort == other.RemotePort && LocalPort == other.LocalPort && Host == other.Host && Asker == other.Asker && Local == other.Local;

    public override int GetHashCode()
    {
        ulong mixed = (Remote.High * 31) + Remote.Low + ((ulong)RemotePort << 48) + ((ulong)LocalPort << 32) + (((ulong)(uint)Host << 16) * 0x9E37) + (uint)Asker + (Local.Low << 7);
        mixed *= 0x9E37_79B9_7F4A_7C15;
        return (int)(mixed >> 32);
    }
}
