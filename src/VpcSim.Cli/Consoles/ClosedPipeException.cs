namespace VpcSim.Cli.Consoles;

/// <summary>Whoever read standard output has gone, as <c>head</c> does.</summary>
internal sealed class ClosedPipeException : IOException
{
    public ClosedPipeException()
        : base("standard output is closed")
    {
    }
}
