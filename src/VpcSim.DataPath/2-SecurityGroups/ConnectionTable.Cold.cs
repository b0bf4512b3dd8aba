using VpcSim.DataPath.Flows.Cold;

namespace VpcSim.DataPath.SecurityGroups;

// Connections go where their tuple goes: on disk and back.
internal sealed partial class ConnectionTable
{
    /// <summary>The connections that track a tuple. Of one that counts for an instance's allowance, the instance stands in <see cref="Connection.Next"/>.</summary>
    /// <param name="tuple">The tuple's slot.</param>
    /// <param name="kept">Takes them.</param>
    /// <returns>How many; −1 where they are too many.</returns>
    public int Copy(int tuple, Span<Connection> kept)
    {
        int count = 0;
        for (int slot = tuples[tuple].FirstConnection; slot >= 0; slot = _table[slot].Next)
        {
            if (count == kept.Length) return -1;
            kept[count] = _table[slot];
            if (kept[count].Places > 0) kept[count].Next = _instances[slot];
            count++;
        }
        return count;
    }

    /// <summary>Lets go of a tuple's connections, which stand elsewhere now. Their places stay taken.</summary>
    public void Forget(int tuple)
    {
        ref int first = ref tuples[tuple].FirstConnection;
        while (first >= 0)
        {
            int slot = first;
            ref Connection connection = ref _table[slot];
            first = connection.Next;
            if (connection.Places > 0)
            {
                TrackedOfInstance tracked = _counted[_instances[slot]];
                tracked.Places -= connection.Places;
                tracked.Aside.Add(connection.Places, connection.ExpiresNs);
            }
            connection.Advance();
            _table.Give(slot);
        }
    }

    /// <summary>Gives a tuple its connections back, in their order.</summary>
    public void PutBack(int tuple, ReadOnlySpan<Connection> kept)
    {
        for (int i = kept.Length - 1; i >= 0; i--)
        {
            int slot = Take(tuple), places = kept[i].Places;
            _table[slot].Resume(in kept[i]);
            if (places > 0) CountAgain(slot, kept[i].Next, places);
        }
    }

    private void CountAgain(int slot, int instance, int places)
    {
        EndsAside aside = _counted[instance].Aside;
        long expiresNs = _table[slot].ExpiresNs;
        _table[slot].Places = 0;
        if (expiresNs < aside.FreedBeforeNs) return;
        aside.TakeBack(places, expiresNs);
        CountFor(slot, instance, places);
    }
}
