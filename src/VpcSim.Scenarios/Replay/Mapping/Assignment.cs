namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>Which host stands at which slot, at most one at each; and what that is worth.</summary>
internal sealed class Assignment
{
    private readonly PlacementProblem _problem;
    private readonly int[] _slotOf;
    private readonly int[] _hostAt;
    private readonly bool[] _certain;

    /// <param name="problem">The hosts and slots.</param>
    /// <param name="certain">Hosts whose slots are known; nothing moves them.</param>
    public Assignment(PlacementProblem problem, IReadOnlyList<(int Host, int Slot)> certain)
    {
        _problem = problem;
        _slotOf = new int[problem.Hosts.Length];
        _hostAt = new int[problem.Slots.Length];
        _certain = new bool[problem.Hosts.Length];
        Array.Fill(_slotOf, -1);
        Array.Fill(_hostAt, -1);
        foreach ((int host, int slot) in certain)
        {
            Put(host, slot);
            _certain[host] = true;
        }
    }

    /// <summary>The host's slot; −1 where it stays as it is.</summary>
    public int SlotOf(int host) => _slotOf[host];

    /// <summary>The slot's host; −1 for none.</summary>
    public int HostAt(int slot) => _hostAt[slot];

    public bool IsCertain(int host) => _certain[host];

    /// <summary>What all links are worth.</summary>
    public Value Total => new(_problem.Links.Sum(link => WorthOf(in link)), _slotOf.Count(slot => slot >= 0), _slotOf.Select((slot, host) => slot < 0 ? 0 : _problem.Likeness(host, slot)).Sum());

    /// <summary>What the links of one host, or of two that change places, are worth.</summary>
    public Value ValueAt(int host, int other = -1)
    {
        int points = 0;
        foreach (int link in _problem.LinksOf(host)) points += WorthOf(in _problem.Links[link]);
        if (other < 0) return new Value(points, Placed(host), Likeness(host));
        foreach (int i in _problem.LinksOf(other))
        {
            ref readonly Link link = ref _problem.Links[i];
            if (link.Client != host && link.Server != host) points += WorthOf(in link);
        }
        return new Value(points, Placed(host) + Placed(other), Likeness(host) + Likeness(other));
    }

    /// <summary>Moves a host to a slot, or away (−1); who stood there goes where the host came from.</summary>
    public void Move(int host, int slot)
    {
        int from = _slotOf[host], displaced = slot >= 0 ? _hostAt[slot] : -1;
        if (from >= 0) _hostAt[from] = -1;
        _slotOf[host] = -1;
        if (displaced >= 0) Put(displaced, from);
        Put(host, slot);
    }

    private void Put(int host, int slot)
    {
        _slotOf[host] = slot;
        if (slot >= 0) _hostAt[slot] = host;
    }

    private int Placed(int host) => _slotOf[host] >= 0 ? 1 : 0;

    private int Likeness(int host) => _slotOf[host] >= 0 ? _problem.Likeness(host, _slotOf[host]) : 0;

    private int WorthOf(in Link link) => _problem.Worth(in link, link.Client >= 0 ? _slotOf[link.Client] : -1, link.Server >= 0 ? _slotOf[link.Server] : -1);
}
