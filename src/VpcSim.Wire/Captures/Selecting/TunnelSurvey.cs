using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Captures.Selecting;

/// <summary>Finds out whether all IP packets of a capture are packets of tunnels. Asked once, whoever opens the capture again.</summary>
/// <remarks>Frames without IP and ICMP errors about the tunnel's own packets say neither yes nor no: a mirror's target sends such.</remarks>
internal sealed class TunnelSurvey(Func<CaptureReader> open)
{
    private const int FirstFrames = 256;

    private readonly Lock _once = new();
    private MixedCapture? _mixed;
    private bool? _all;

    /// <summary>Where the answer is no though the capture begins with a tunnel's packet: what was found.</summary>
    public MixedCapture? Mixed => _mixed;

    /// <summary>Whether the first IP packet, among the first frames, is a tunnel's. Nothing is lost by looking.</summary>
    /// <param name="reader">A capture of which nothing was read.</param>
    public static bool BeginsWithTunnel(CaptureReader reader)
    {
        var outer = default(PacketHeader);
        for (int i = 0; i < FirstFrames && reader.TryLookAhead(out CapturedFrame frame); i++)
        {
            Encapsulation found = Decapsulation.Open(frame.Link, frame.Bytes, frame.OriginalLength, TunnelKind.All, ref outer, out _);
            if (found is Encapsulation.Plain or Encapsulation.Tunnel)
            {
                return found == Encapsulation.Tunnel;
            }
        }

        return false;
    }

    /// <summary>Whether all IP packets are tunnels'.</summary>
    /// <exception cref="CaptureFormatException">The capture cannot be opened again.</exception>
    /// <exception cref="OperationCanceledException">It was not to be found out after all.</exception>
    public bool IsAllTunnel(CancellationToken cancellation)
    {
        lock (_once)
        {
            return _all ??= All(cancellation);
        }
    }

    private bool All(CancellationToken cancellation)
    {
        using CaptureReader reader = open();
        var outer = default(PacketHeader);
        TunnelKind kind = TunnelKind.None;
        long first = 0;
        while (reader.TryRead(out CapturedFrame frame))
        {
            if (frame.Number % 4096 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            switch (Decapsulation.Open(frame.Link, frame.Bytes, frame.OriginalLength, TunnelKind.All, ref outer, out InnerFrame inner))
            {
                case Encapsulation.Tunnel when first == 0:
                    (kind, first) = (inner.Kind, frame.Number);
                    break;
                case Encapsulation.Plain:
                    _mixed = new MixedCapture(kind, first, frame.Number);
                    return false;
            }
        }

        return true;
    }
}
