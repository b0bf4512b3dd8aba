namespace VpcSim.FlowLogs.Delivery;

/// <summary>A server of objects did not do what it was asked.</summary>
public sealed class ObjectStoreException : IOException
{
    public ObjectStoreException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner)
    {
        IsTransient = isTransient;
    }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; }
}
