namespace VpcSim.Testing;

/// <summary>What a test expects did not come. The message says what came, which way the packet took, what decided, and what would have to change.</summary>
public sealed class VpcAssertionException : Exception, IAssertionException
{
    public VpcAssertionException()
    {
    }

    public VpcAssertionException(string message)
        : base(message)
    {
    }

    public VpcAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
