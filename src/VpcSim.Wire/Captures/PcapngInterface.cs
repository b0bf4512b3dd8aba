namespace VpcSim.Wire.Captures;

/// <summary>What an interface description block says (draft-ietf-opsawg-pcapng section 4.2).</summary>
internal readonly struct PcapngInterface
{
    /// <summary>The body without options: link type, two reserved bytes, snap length.</summary>
    public const int FixedLength = 8;

    private const int SnapLengthAt = 4;
    public const ushort ResolutionOption = 9;
    private const ushort OffsetOption = 14;

    private PcapngInterface(LinkType link, uint snapLength, TimestampScale time)
    {
        Link = link;
        SnapLength = snapLength;
        Time = time;
    }

    public LinkType Link { get; }

    /// <summary>The most bytes of a packet that were to be captured; 0 for all of them.</summary>
    public uint SnapLength { get; }

    public TimestampScale Time { get; }

    /// <summary>Reads the block's body.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> body, bool isSwapped, out PcapngInterface description)
    {
        description = default;
        if (body.Length < FixedLength)
        {
            return "an interface description block is too short for its fields";
        }

        byte resolution = 6;
        long offsetSeconds = 0;
        var options = new PcapngOptions(body[FixedLength..], isSwapped);
        while (options.TryRead(out ushort code, out ReadOnlySpan<byte> value))
        {
            switch (code)
            {
                case ResolutionOption when value.Length != 1:
                    return $"option if_tsresol has {value.Length} bytes where it must have 1";
                case ResolutionOption:
                    resolution = value[0];
                    break;
                case OffsetOption when value.Length != sizeof(long):
                    return $"option if_tsoffset has {value.Length} bytes where it must have 8";
                case OffsetOption:
                    offsetSeconds = ByteOrder.Int64(value, isSwapped);
                    break;
            }
        }

        description = new PcapngInterface(
            LinkTypeRegistry.Normalize(ByteOrder.UInt16(body, isSwapped)),
            ByteOrder.UInt32(body[SnapLengthAt..], isSwapped),
            new TimestampScale(resolution, offsetSeconds));
        return options.Fault;
    }
}
