namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>What an assignment is worth: points first; of equal ones the one that moves fewer hosts; then the one of more alike addresses.</summary>
internal readonly record struct Value(int Points, int Placed, int Likeness)
{
    public bool IsBetterThan(Value other)
    {
        if (Points != other.Points) return Points > other.Points;
        if (Placed != other.Placed) return Placed < other.Placed;
        return Likeness > other.Likeness;
    }
}
