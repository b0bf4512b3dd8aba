namespace VpcSim.Wire.Captures;

/// <summary>A file cannot be read as a capture at all; the message names the file, the cause and the remedy.</summary>
public sealed class CaptureFormatException : Exception
{
    public CaptureFormatException()
    {
    }

    public CaptureFormatException(string message)
        : base(message)
    {
    }

    public CaptureFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
