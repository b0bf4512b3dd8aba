using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VpcSim.DataPath;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Counts packets by verdict while they come, and by outcome, reason and service when they have.</summary>
internal sealed class ReplayCounts(VerdictBook verdicts)
{
    private readonly long[] _undecodable = new long[Enum.GetValues<Undecodable>().Length];
    private readonly List<FirstOfVerdict> _firsts = [];
    private long[] _byVerdict = new long[64];
    private long _notIp;
    private long _notSent;

    public long NotIp() => _notIp++;

    public long NotSent() => _notSent++;

    public long Undecodable(Undecodable cause) => _undecodable[(int)cause]++;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Verdict(int number)
    {
        if (number >= _byVerdict.Length) Array.Resize(ref _byVerdict, Math.Max(number + 1, _byVerdict.Length * 2));
        _byVerdict[number]++;
    }

    /// <summary>Notes the first packet of a verdict. Verdicts are numbered in the order in which they are met, each by a packet that walked.</summary>
    public void Met(int number, in PacketHeader packet)
    {
        if (number < _firsts.Count) return;
        _firsts.Add(new FirstOfVerdict(
            number, 0, packet.Number, packet.TimeNs, packet.Protocol, packet.Source.ToIpAddress(), packet.SourcePort, packet.Destination.ToIpAddress(), packet.DestinationPort));
    }

    /// <summary>The first packet of each drop, in the order in which they were met.</summary>
    public ImmutableArray<FirstOfVerdict> FirstDrops =>
        [.. _firsts.Where(first => verdicts[first.Verdict].IsDrop).Select(first => first with { Packets = _byVerdict[first.Verdict] })];

    public ImmutableArray<(Outcome Outcome, long Packets)> Outcomes =>
    [
        .. Enum.GetValues<Outcome>().Select(outcome => (outcome, outcome switch
        {
            Outcome.NotIp => _notIp,
            Outcome.NotSent => _notSent,
            Outcome.Undecodable => _undecodable.Sum(),
            _ => Sum(verdict => verdict.Outcome == outcome),
        })),
    ];

    public ImmutableArray<(DropReason Reason, long Packets)> DropReasons =>
    [
        .. Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None)
            .Select(reason => (Reason: reason, Packets: Sum(verdict => verdict.IsDrop && verdict.Reason == reason)))
            .Where(pair => pair.Packets > 0)
            .OrderByDescending(pair => pair.Packets).ThenBy(pair => pair.Reason),
    ];

    public ImmutableArray<(VpcService Service, long Packets)> Consumed =>
    [
        .. Enum.GetValues<VpcService>()
            .Select(service => (Service: service, Packets: Sum(verdict => verdict.Outcome == Outcome.Consumed && verdict.Index == (int)service)))
            .Where(pair => pair.Packets > 0),
    ];

    public ImmutableArray<(Undecodable Cause, long Packets)> UndecodableCauses =>
        [.. Enum.GetValues<Undecodable>().Select(cause => (cause, _undecodable[(int)cause])).Where(pair => pair.Item2 > 0)];

    private long Sum(Func<Verdict, bool> counts)
    {
        long sum = 0;
        for (int number = 0; number < verdicts.Count && number < _byVerdict.Length; number++)
            if (counts(verdicts[number])) sum += _byVerdict[number];
        return sum;
    }
}
