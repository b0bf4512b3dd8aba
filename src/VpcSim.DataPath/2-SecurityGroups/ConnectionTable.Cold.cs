namespace VpcSim.DataPath.SecurityGroups;

// Connections go where their tuple goes: on disk and back.
internal sealed partial class ConnectionTable
{
    /// <summary>The connections that track a tuple, if they can be put aside: those that count for an instance's allowance cannot.</summary>
    /// <param name="tuple">The tuple's slot.</param>
    /// <param name="kept">Takes them.</param>
    /// <returns>How many; −1 where one cannot, or they are too many.</returns>
    public int Copy(int tuple, Span<Connection> kept)
    {
        int count = 0;
        for (int slot = tuples[tuple].FirstConnection; slot >= 0; slot = _table[slot].Next)
        {
            if (count == kept.Length || _table[slot].Places > 0) return -1;
            kept[count++] = _table[slot];
        }
        return count;
    }

    /// <summary>Lets go of a tuple's connections, which stand elsewhere now.</summary>
    public void Forget(int tuple)
    {
        ref int first = ref tuples[tuple].FirstConnection;
        while (first >= 0)
        {
            int slot = first;
            first = _table[slot].Next;
            _table[slot].Advance();
            _table.Give(slot);
        }
    }

    /// <summary>Gives a tuple its connections back, in their order.</summary>
    public void PutBack(int tuple, ReadOnlySpan<Connection> kept)
    {
        for (int i = kept.Length - 1; i >= 0; i--) _table[Take(tuple)].Resume(in kept[i]);
    }
}
