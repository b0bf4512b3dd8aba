using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>What few paths have: more to touch and to count than a <see cref="RememberedPath"/> has room for, or other lengths than captured.</summary>
internal struct PathRest
{
    public const int Touched = 2;
    public const int Metered = 6;

    public TouchList Touches;

    public MeterList Meters;

    /// <summary>By meter, the near ones first: how many bytes longer than captured the packet is there.</summary>
    public DifferenceList Differences;

    [InlineArray(Touched)]
    internal struct TouchList
    {
        private Touch _first;
    }

    [InlineArray(Metered)]
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
