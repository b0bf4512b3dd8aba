using System.Buffers.Binary;

namespace VpcSim.Wire.Icmp;

/// <summary>An ICMP (RFC 792) or ICMPv6 (RFC 4443) message laid over borrowed bytes. Lengths are in bytes.</summary>
public readonly ref struct IcmpView
{
    /// <summary>Type, code and checksum: the part that every message has.</summary>
    public const int SmallestHeader = 4;

    /// <summary>The same with the four bytes whose meaning hangs on the type.</summary>
    public const int HeaderLength = 8;

    private const int TypeAt = 0;
    private const int CodeAt = 1;
    private const int IdentifierAt = 4;
    private const int SequenceAt = 6;

    private readonly ReadOnlySpan<byte> _message;

    private IcmpView(ReadOnlySpan<byte> message) => _message = message;

    public byte Type => _message[TypeAt];

    public byte Code => _message[CodeAt];

    /// <summary>Whether the capture holds the second four bytes of the header.</summary>
    public bool HasWholeHeader => _message.Length >= HeaderLength;

    /// <summary>Identifier of a query, 0 where the capture cut it off.</summary>
    public ushort Identifier => HasWholeHeader ? BinaryPrimitives.ReadUInt16BigEndian(_message[IdentifierAt..]) : (ushort)0;

    /// <summary>Sequence number of a query, 0 where the capture cut it off.</summary>
    public ushort Sequence => HasWholeHeader ? BinaryPrimitives.ReadUInt16BigEndian(_message[SequenceAt..]) : (ushort)0;

    /// <summary>What follows the header: of an error, the packet that it quotes. Empty where the capture cut it off.</summary>
    public ReadOnlySpan<byte> Body => HasWholeHeader ? _message[HeaderLength..] : default;

    /// <summary>The only door: after it no accessor fails.</summary>
    /// <param name="bytes">The captured bytes of the message.</param>
    /// <param name="length">The message's length on the wire, not below the number of captured bytes.</param>
    /// <param name="message">The view.</param>
    /// <returns>
    /// <see cref="Undecodable.None"/>; <see cref="Undecodable.TransportHeaderCut"/> where the capture lacks part of the first four bytes;
    /// <see cref="Undecodable.TransportHeaderInvalid"/> where the packet has no room for them.
    /// </returns>
    public static Undecodable Read(ReadOnlySpan<byte> bytes, int length, out IcmpView message)
    {
        if (bytes.Length < SmallestHeader)
        {
            message = default;
            return length < SmallestHeader ? Undecodable.TransportHeaderInvalid : Undecodable.TransportHeaderCut;
        }

        message = new IcmpView(bytes);
        return Undecodable.None;
    }
}
