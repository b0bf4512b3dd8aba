using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>
/// Tells a packet that an appliance sent on, captured again behind it, from one that its sender sent: within a second the same packet came by, with a
/// higher TTL. The walk of the first has taken it through the appliance already.
/// </summary>
internal sealed class ForwardedCopies
{
    private const long MostNs = 1_000_000_000;
    private const int Places = 1 << 14;
    private readonly Seen[] _seen = new Seen[Places];

    private ForwardedCopies()
    {
    }

    /// <summary>Packets that were copies.</summary>
    public long Count { get; private set; }

    /// <summary>Null where the design has no appliance that sends anything on.</summary>
    public static ForwardedCopies? Of(Design design, DataPathSettings settings)
    {
        bool any = settings.Appliances == ApplianceMode.Forward && design.NetworkInterfaces.Any(
            static eni => eni.Kind == InterfaceKind.GatewayLoadBalancerEndpoint || eni is { Kind: InterfaceKind.Interface, SourceDestCheck: false });
        return any ? new ForwardedCopies() : null;
    }

    /// <summary>Whether a packet is a copy of one before it.</summary>
    /// <param name="packet">As captured.</param>
    /// <param name="verdict">What became of the first one; −1 where it was not sent.</param>
    public bool Is(in PacketHeader packet, out int verdict)
    {
        Fingerprint fingerprint = Fingerprint.Of(in packet);
        ref readonly Seen seen = ref _seen[fingerprint.Place];
        verdict = seen.Verdict;
        if (packet.Ttl >= seen.Ttl || packet.TimeNs - seen.TimeNs > MostNs || seen.Fingerprint != fingerprint) return false;
        Count++;
        return true;
    }

    /// <summary>Notes a packet that is no copy, and what became of it.</summary>
    public void Note(in PacketHeader packet, int verdict)
    {
        Fingerprint fingerprint = Fingerprint.Of(in packet);
        _seen[fingerprint.Place] = new Seen(fingerprint, packet.TimeNs, verdict, packet.Ttl);
    }

    private readonly record struct Seen(Fingerprint Fingerprint, long TimeNs, int Verdict, byte Ttl);

    // What a router leaves as it is.
    private readonly record struct Fingerprint(IpAddress Source, IpAddress Destination, ulong Transport, ulong Datagram, uint Icmp)
    {
        public int Place
        {
            get
            {
                ulong mixed = (Source.Low ^ (Destination.Low << 7) ^ Source.High ^ Destination.High) * 0x9E37_79B9_7F4A_7C15;
                mixed = (mixed ^ (mixed >> 31) ^ Transport ^ (Datagram << 5) ^ Icmp) * 0x9E37_79B9_7F4A_7C15;
                return (int)(mixed >> 50);
            }
        }

        public static Fingerprint Of(in PacketHeader packet) => new(
            packet.Source.ToIpAddress(), packet.Destination.ToIpAddress(),
            (ulong)packet.SourcePort << 32 | (ulong)packet.DestinationPort << 16 | (uint)packet.Protocol << 8 | packet.TcpFlags,
            (ulong)packet.FragmentId << 32 | (uint)packet.Length,
            (uint)packet.IcmpIdentifier << 16 | packet.IcmpSequence);
    }
}
