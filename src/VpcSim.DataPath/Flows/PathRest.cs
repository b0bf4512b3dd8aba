using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>The lists of the few paths that have more to touch and to count than a <see cref="RememberedPath"/> has room for, or other lengths than captured.</summary>
internal struct PathRest
{
    public TouchList Touches;

    public MeterList Meters;

    /// <summary>By meter: how many bytes longer than captured the packet is there.</summary>
    public DifferenceList Differences;

    [InlineArray(RememberedPath.MostTouches)]
    internal struct TouchList
    {
        private Touch _first;
    }

    [InlineArray(RememberedPath.MostMeters)]
    internal struct MeterList
    {
        private int _first;
    }

    [InlineArray(RememberedPath.MostMeters)]
    internal struct DifferenceList
    {
        private sbyte _first;
    }
}
