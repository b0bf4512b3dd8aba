using VpcSim.Wire.Captures.Selecting;

namespace VpcSim.Scenarios.Replay.Selection;

/// <summary>The origins of a capture's packets, which their sessions in a tunnel tell apart.</summary>
/// <param name="capture">The capture.</param>
/// <param name="plain">The origin of packets without session.</param>
/// <param name="origins">All origins of the run.</param>
/// <param name="interfaces">The interfaces on which sessions were taken, by their places in the design.</param>
internal sealed class SessionOrigins(SelectedCapture capture, ushort plain, OriginList origins, IReadOnlyDictionary<long, int> interfaces)
{
    private const int Most = Unwrapping.MostSessions;
    private const int MostOrigins = 60_000; // the rest is for sessions whose interface is known

    private readonly Dictionary<long, ushort> _known = [];

    /// <summary>The origin of the packet that was read last.</summary>
    public ushort Latest
    {
        get
        {
            long session = capture.Session;
            if (session < 0) return plain;
            return _known.TryGetValue(session, out ushort known) ? known : OfNew(session);
        }
    }

    private ushort OfNew(long session)
    {
        bool hasPlace = interfaces.TryGetValue(session, out int place);
        if (origins.Count > ushort.MaxValue || (!hasPlace && (_known.Count >= Most || origins.Count > MostOrigins))) return plain;
        Origin origin = origins[plain] with { Session = session };
        return _known[session] = origins.Add(hasPlace ? origin with { Interface = place } : origin);
    }
}
