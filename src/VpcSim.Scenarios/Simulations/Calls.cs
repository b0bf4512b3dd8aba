namespace VpcSim.Scenarios.Simulations;

/// <summary>What has been put on the timeline, by slot.</summary>
internal sealed class Calls
{
    private readonly List<Action?> _calls = [];
    private readonly Stack<int> _free = [];

    public int Keep(Action call)
    {
        if (!_free.TryPop(out int slot))
        {
            _calls.Add(call);
            return _calls.Count - 1;
        }
        _calls[slot] = call;
        return slot;
    }

    public Action Take(int slot)
    {
        Action call = _calls[slot]!;
        _calls[slot] = null;
        _free.Push(slot);
        return call;
    }
}
