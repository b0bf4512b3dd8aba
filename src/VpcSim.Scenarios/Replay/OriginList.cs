namespace VpcSim.Scenarios.Replay;

/// <summary>The origins of a run's packets, by number. The reading thread adds to it while the engine thread reads.</summary>
internal sealed class OriginList(IEnumerable<Origin> first)
{
    private volatile Origin[] _origins = [.. first];

    public int Count => _origins.Length;

    public Origin this[ushort number] => _origins[number];

    /// <summary>The place in the design of an origin's interface; −1 where that is not known.</summary>
    public int InterfaceOf(ushort number) => _origins[number].Interface;

    /// <summary>Adds an origin; only one thread does.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InvalidOperationException">There are 65,536 already.</exception>
    public ushort Add(Origin origin)
    {
        if (_origins.Length > ushort.MaxValue) throw new InvalidOperationException("more origins of packets than can be told apart");
        _origins = [.. _origins, origin];
        return (ushort)(_origins.Length - 1);
    }
}
