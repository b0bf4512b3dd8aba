using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Captures.Selecting;

/// <summary>Takes the frames of one capture out of their tunnels, and counts.</summary>
/// <param name="kinds">The tunnels to open.</param>
/// <param name="all">Whether every IP packet is known to be of a tunnel, so that a later fragment is of one even if its first is missing.</param>
public sealed class Unwrapping(TunnelKind kinds, bool all)
{
    /// <summary>More sessions than these are not told apart.</summary>
    public const int MostSessions = 4096;

    private const int Datagrams = 64;

    private readonly Dictionary<(TunnelKind Kind, long Session), long> _sessions = [];
    private readonly Datagram[] _firstFragments = new Datagram[Datagrams];
    private int _nextFragment;
    private PacketHeader _outer;
    private OuterFrame? _kept;
    private long _otherSessions;

    /// <summary>The session of the latest frame; −1 where it has none.</summary>
    public long Session { get; private set; } = TunnelHeader.NoSession;

    /// <summary>Whether <see cref="Outer"/> is kept.</summary>
    public bool KeepsOuter { get; set; }

    /// <summary>The frame around the latest one; null where it came in no tunnel, or is not kept.</summary>
    public OuterFrame? Outer { get; private set; }

    public long NotWrapped { get; private set; }

    public long OuterFragments { get; private set; }

    public ImmutableArray<TunnelSession> Sessions =>
        [.. _sessions.Select(pair => new TunnelSession(pair.Key.Kind, pair.Key.Session, pair.Value)).OrderBy(session => session.Kind).ThenBy(session => session.Session)];

    public long OtherSessions => _otherSessions;

    /// <summary>Puts the inner frame in the place of a tunnel's packet; other frames stay as they are.</summary>
    /// <returns>False for a later fragment of a tunnel's packet, which holds no packet of its own.</returns>
    public bool Unwrap(ref CapturedFrame frame)
    {
        Session = TunnelHeader.NoSession;
        Outer = null;
        switch (Decapsulation.Open(frame.Link, frame.Bytes, frame.OriginalLength, kinds, ref _outer, out InnerFrame inner))
        {
            case Encapsulation.Tunnel:
                if ((_outer.Traits & PacketTraits.FirstFragment) != 0)
                {
                    _firstFragments[_nextFragment] = Datagram.Of(in _outer);
                    _nextFragment = (_nextFragment + 1) % Datagrams;
                }

                Count(inner.Kind, inner.Session);
                Session = inner.Session;
                if (KeepsOuter)
                {
                    Outer = _kept ??= new OuterFrame();
                    Outer.Take(in frame, inner.At);
                }

                frame = new CapturedFrame
                {
                    TimeNs = frame.TimeNs,
                    Number = frame.Number,
                    InterfaceIndex = frame.InterfaceIndex,
                    Link = inner.Link,
                    OriginalLength = inner.OriginalLength,
                    Bytes = frame.Bytes.Slice(inner.At, inner.Length),
                };
                return true;
            case Encapsulation.LaterFragment when all || _firstFragments.AsSpan().Contains(Datagram.Of(in _outer)):
                OuterFragments++;
                return false;
            case Encapsulation.Beside:
                return true;
            default:
                NotWrapped++;
                return true;
        }
    }

    private void Count(TunnelKind kind, long session)
    {
        if (_sessions.Count < MostSessions || _sessions.ContainsKey((kind, session)))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_sessions, (kind, session), out _)++;
        }
        else
        {
            _otherSessions++;
        }
    }

    private readonly record struct Datagram(WireAddress Source, WireAddress Destination, uint Id, byte Protocol)
    {
        public static Datagram Of(in PacketHeader header) => new(header.Source, header.Destination, header.FragmentId, header.Protocol);
    }
}
