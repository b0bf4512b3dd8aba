namespace VpcSim.Testing;

/// <summary>A test says what cannot be: a design that AWS would refuse, a name that nobody has, a number out of range. The message says all that is wrong, each with the call.</summary>
public sealed class VpcUsageException : Exception
{
    public VpcUsageException()
    {
    }

    public VpcUsageException(string message)
        : base(message)
    {
    }

    public VpcUsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
