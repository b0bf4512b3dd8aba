using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Scenarios.Tracing;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Comparing;

/// <summary>Replays the same captures through two designs at once and keeps the conversations whose verdict or way differs.</summary>
/// <remarks>Both replays go forward in step, so that memory holds live flows and what differs, and nothing of what does not.</remarks>
public sealed class Comparison
{
    private readonly FateNumbers _fates = new();
    private readonly SideWatcher _old;
    private readonly SideWatcher _new;
    private readonly Dictionary<ConversationKey, ChangedConversation> _byKey = [];
    private readonly List<ChangedConversation> _changed = [];
    private readonly Dictionary<long, SidePacket> _ahead = [];
    private long _packets;

    private Comparison(ComparedSide old, ComparedSide changed)
    {
        _old = new SideWatcher(old.Design, _fates);
        _new = new SideWatcher(changed.Design, _fates);
    }

    /// <summary>Compares.</summary>
    /// <param name="old">The design before.</param>
    /// <param name="changed">The design after.</param>
    /// <param name="captures">Read by each side for itself, so pipes will not do.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CaptureFormatException">A file is missing or no capture, or comes once only.</exception>
    /// <exception cref="ArgumentException">A name of the options is none of the design.</exception>
    public static ComparisonResult Of(ComparedSide old, ComparedSide changed, IReadOnlyList<CaptureInput> captures, CancellationToken cancellation) =>
        new Comparison(old, changed).Run(old, changed, captures, cancellation);

    private ComparisonResult Run(ComparedSide old, ComparedSide changed, IReadOnlyList<CaptureInput> captures, CancellationToken cancellation)
    {
        ReplayRun before = RunOf(old, _old), after = RunOf(changed, _new);
        using PacketSource oldSource = before.Open(captures, cancellation), newSource = after.Open(captures, cancellation);
        if (oldSource.MayWait) throw new CaptureFormatException("a comparison reads its captures twice, which pipes cannot be; record them to a file");
        using IEnumerator<int> oldSteps = before.Steps(oldSource, cancellation).GetEnumerator(), newSteps = after.Steps(newSource, cancellation).GetEnumerator();
        bool oldGoes = true, newGoes = true;
        while (oldGoes || newGoes)
        {
            // Whoever has fewer packets waiting goes on, so that neither runs away.
            bool oldTurn = oldGoes && (!newGoes || _old.Pending.Count <= _new.Pending.Count);
            if (oldTurn) oldGoes = oldSteps.MoveNext();
            else newGoes = newSteps.MoveNext();
            Pair();
        }
        ReplaySummary oldSummary = before.Finish(oldSource), newSummary = after.Finish(newSource);
        return new ComparisonResult([.. _changed], _packets, oldSummary.PacketsRead, newSummary.PacketsRead)
        {
            Captures = oldSummary.Captures,
            FlowsAside = FlowsAside.Sum(oldSummary.FlowsAside, newSummary.FlowsAside),
        };
    }

    private static ReplayRun RunOf(ComparedSide side, SideWatcher watcher) =>
        new(side.Design, Fabric.Compile(side.Design, side.Settings), side.Settings, side.Options, UncountedFlows.Instance, watcher);

    private void Pair()
    {
        while (_old.Pending.TryPeek(out SidePacket old) && _new.Pending.TryPeek(out SidePacket now))
        {
            _old.Pending.Dequeue();
            _new.Pending.Dequeue();
            if (old.Number == now.Number)
            {
                Compare(in old, in now);
                continue;
            }
            // Where clocks of several captures were measured, the sides may have merged them in another order.
            if (_ahead.Remove(old.Number, out SidePacket itsNew)) Compare(in old, in itsNew);
            else _ahead.Add(old.Number, old);
            if (_ahead.Remove(now.Number, out SidePacket itsOld)) Compare(in itsOld, in now);
            else _ahead.Add(now.Number, now);
        }
    }

    private void Compare(in SidePacket old, in SidePacket now)
    {
        if (old.Fate == now.Fate) return;
        _packets++;
        ConversationOf(old.Key).Add(old.Fate, now.Fate, _fates, in old, in now);
    }

    private ChangedConversation ConversationOf(ConversationKey key)
    {
        if (_byKey.TryGetValue(key, out ChangedConversation? known) || _byKey.TryGetValue(key.Reversed, out known)) return known;
        var changed = new ChangedConversation(key);
        _byKey.Add(key, changed);
        _changed.Add(changed);
        return changed;
    }
}
