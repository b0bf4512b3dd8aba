namespace VpcSim.Wire.Captures;

/// <summary>A frame that was read ahead, with its bytes.</summary>
internal sealed class HeldFrame(CapturedFrame frame)
{
    private readonly byte[] _bytes = frame.Bytes.ToArray();
    private readonly long _number = frame.Number;
    private readonly LinkType _link = frame.Link;
    private readonly int _interfaceIndex = frame.InterfaceIndex;
    private readonly int _originalLength = frame.OriginalLength;

    public long TimeNs { get; } = frame.TimeNs;

    public CapturedFrame Frame => new()
    {
        TimeNs = TimeNs,
        Number = _number,
        Link = _link,
        InterfaceIndex = _interfaceIndex,
        OriginalLength = _originalLength,
        Bytes = _bytes,
    };
}
