namespace VpcSim.Model.Provisioning;

/// <summary>Ordinal order of names, the order in which AWS's free choices are made here.</summary>
internal static class Ordinal
{
    /// <summary>The positions of a catalog's items in ordinal order of a key; equal keys in the order written.</summary>
    public static int[] Order<T>(Catalog<T> catalog, Func<T, string> keyOf)
        where T : class
    {
        int[] order = new int[catalog.Count];
        string[] keys = new string[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = keyOf(catalog[i]);
        }
        Array.Sort(order, (left, right) =>
        {
            int byName = string.CompareOrdinal(keys[left], keys[right]);
            return byName != 0 ? byName : left.CompareTo(right);
        });
        return order;
    }
}
