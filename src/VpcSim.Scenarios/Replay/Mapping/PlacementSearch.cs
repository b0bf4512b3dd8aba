namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>Finds a placement of hosts: each at its most promising slot, then moved and exchanged by twos for as long as that betters the whole.</summary>
/// <remarks>Deterministic: hosts and slots are tried in their order, and only what is better replaces what is there.</remarks>
internal static class PlacementSearch
{
    /// <param name="problem">The hosts and slots.</param>
    /// <param name="certain">Hosts whose slots are known.</param>
    public static Assignment Solve(PlacementProblem problem, IReadOnlyList<(int Host, int Slot)> certain)
    {
        var assignment = new Assignment(problem, certain);
        PutAtMostPromising(problem, assignment);
        while (Improve(problem, assignment))
        {
        }
        return assignment;
    }

    /// <summary>The slots at which a host is worth as much as where it stands, who stands there changing places with it.</summary>
    public static IEnumerable<int> Alike(PlacementProblem problem, Assignment assignment, int host)
    {
        int here = assignment.SlotOf(host);
        for (int slot = 0; slot < problem.Slots.Length; slot++)
        {
            int other = assignment.HostAt(slot);
            if (slot == here || (other >= 0 && assignment.IsCertain(other))) continue;
            Value before = assignment.ValueAt(host, other);
            assignment.Move(host, slot);
            Value after = assignment.ValueAt(host, other);
            assignment.Move(host, here);
            if (other >= 0 && assignment.SlotOf(other) != slot) assignment.Move(other, slot);
            if (after.Points == before.Points) yield return slot;
        }
    }

    private static void PutAtMostPromising(PlacementProblem problem, Assignment assignment)
    {
        var promises = new List<(int Gain, int Likeness, int Host, int Slot)>();
        for (int host = 0; host < problem.Hosts.Length; host++)
        {
            if (assignment.IsCertain(host)) continue;
            int staying = problem.Promise(host, -1);
            for (int slot = 0; slot < problem.Slots.Length; slot++)
                if (problem.Promise(host, slot) - staying is > 0 and int gain) promises.Add((gain, problem.Likeness(host, slot), host, slot));
        }
        promises.Sort(static (one, other) => (-one.Gain, -one.Likeness, one.Host, one.Slot).CompareTo((-other.Gain, -other.Likeness, other.Host, other.Slot)));
        foreach ((_, _, int host, int slot) in promises)
            if (assignment.SlotOf(host) < 0 && assignment.HostAt(slot) < 0) assignment.Move(host, slot);
    }

    private static bool Improve(PlacementProblem problem, Assignment assignment)
    {
        bool improved = false;
        for (int host = 0; host < problem.Hosts.Length; host++)
        {
            if (assignment.IsCertain(host)) continue;
            for (int slot = -1; slot < problem.Slots.Length; slot++) improved |= MovesFor(assignment, host, slot);
        }
        return improved;
    }

    private static bool MovesFor(Assignment assignment, int host, int slot)
    {
        int here = assignment.SlotOf(host), other = slot >= 0 ? assignment.HostAt(slot) : -1;
        if (slot == here || (other >= 0 && assignment.IsCertain(other))) return false;
        Value before = assignment.ValueAt(host, other);
        assignment.Move(host, slot);
        if (assignment.ValueAt(host, other).IsBetterThan(before)) return true;
        assignment.Move(host, here);
        if (other >= 0) assignment.Move(other, slot);
        return false;
    }
}
