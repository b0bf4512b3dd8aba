using System.Collections.Immutable;
using VpcSim.Model.Enis;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Which windows each interface needs, and where it stands in the order of interface ids.</summary>
public sealed class WindowPlan
{
    private Need[] _needs = [];
    private int[] _ranks = [];

    /// <param name="interfaces">The design's list.</param>
    public WindowPlan(ImmutableArray<NetworkInterface> interfaces) => Adopt(interfaces);

    [Flags]
    private enum Need : byte
    {
        None = 0,
        Short = 1,
        Long = 2,
    }

    /// <summary>Whether a record shows who is at the other end of a hop.</summary>
    public bool WantsNextHops { get; set; }

    /// <summary>Whether any interface needs long windows.</summary>
    public bool HasLong { get; private set; }

    public int InterfaceCount => _ranks.Length;

    /// <summary>Goes on with a changed design, whose new interfaces stand behind those that it had. What was asked for stays.</summary>
    public void Adopt(ImmutableArray<NetworkInterface> interfaces)
    {
        Array.Resize(ref _needs, interfaces.Length);
        _ranks = new int[interfaces.Length];
        int[] byId = [.. Enumerable.Range(0, interfaces.Length)];
        Array.Sort(byId, (left, right) =>
        {
            int order = string.CompareOrdinal(interfaces[left].Id, interfaces[right].Id);
            return order != 0 ? order : left.CompareTo(right);
        });
        for (int rank = 0; rank < byId.Length; rank++) _ranks[byId[rank]] = rank;
    }

    /// <summary>Asks for windows of 60 or 600 seconds on an interface.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval is neither 60 nor 600. (EC2 API, CreateFlowLogs, MaxAggregationInterval)</exception>
    public void Require(int networkInterface, int intervalSeconds)
    {
        Need need = intervalSeconds switch
        {
            WindowMeter.ShortSeconds => Need.Short,
            WindowMeter.LongSeconds => Need.Long,
            _ => throw new ArgumentOutOfRangeException(nameof(intervalSeconds), intervalSeconds, "an aggregation interval is 60 or 600 seconds"),
        };
        _needs[networkInterface] |= need;
        HasLong |= need == Need.Long;
    }

    /// <summary>The interface's place among all in ordinal order of id.</summary>
    public int RankOf(int networkInterface) => _ranks[networkInterface];

    public bool IsWatched(int networkInterface) => _needs[networkInterface] != Need.None;

    public bool NeedsShort(int networkInterface) => (_needs[networkInterface] & Need.Short) != 0;

    public bool NeedsLong(int networkInterface) => (_needs[networkInterface] & Need.Long) != 0;
}
