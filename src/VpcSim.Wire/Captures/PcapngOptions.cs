namespace VpcSim.Wire.Captures;

/// <summary>Walks the options of a pcapng block (draft-ietf-opsawg-pcapng section 3.5).</summary>
internal ref struct PcapngOptions(ReadOnlySpan<byte> bytes, bool isSwapped)
{
    public const ushort EndOfOptions = 0;

    private const int HeaderLength = 4;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Why the walk ended early; null where the options are sound.</summary>
    public string? Fault { get; private set; }

    /// <summary>The next option, its value without padding.</summary>
    /// <returns>False at the end of the options, sound or not.</returns>
    public bool TryRead(out ushort code, out ReadOnlySpan<byte> value)
    {
        code = EndOfOptions;
        value = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest.Length < HeaderLength)
        {
            Fault = "an option's header does not fit its block";
            return false;
        }

        code = ByteOrder.UInt16(_rest, isSwapped);
        int length = ByteOrder.UInt16(_rest[2..], isSwapped);
        if (code == EndOfOptions)
        {
            return false;
        }

        int padded = (length + 3) & ~3;
        if (padded > _rest.Length - HeaderLength)
        {
            Fault = $"option {code} of {length} bytes does not fit the {_rest.Length - HeaderLength} bytes that its block has left";
            return false;
        }

        value = _rest.Slice(HeaderLength, length);
        _rest = _rest[(HeaderLength + padded)..];
        return true;
    }

    /// <summary>Walks to the end.</summary>
    /// <returns>What is wrong with the options, or null.</returns>
    public static string? Check(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        var options = new PcapngOptions(bytes, isSwapped);
        while (options.TryRead(out _, out _))
        {
        }

        return options.Fault;
    }
}
