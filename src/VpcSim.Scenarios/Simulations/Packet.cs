using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Hosts.Tcp;
using VpcSim.Wire;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Simulations;

/// <summary>A packet under way: its header fields, and where the bytes behind them stand. The bytes themselves are made for those who look. Used again and again.</summary>
internal sealed class Packet(int slot)
{
    public readonly int Slot = slot;

    /// <summary>Its fields: as its sender writes them, then as its receiver reads them.</summary>
    public PacketHeader Header;

    /// <summary>What it quotes, if it is an ICMP error.</summary>
    public QuotedPacket Quote;

    /// <summary>TCP sequence number; of an ICMP error that of the segment it quotes.</summary>
    public uint Sequence;

    /// <summary>TCP acknowledgement number.</summary>
    public uint Acknowledgment;

    /// <summary>TCP window as on the wire.</summary>
    public ushort Window;

    /// <summary>Bytes behind the transport header.</summary>
    public int PayloadLength;

    /// <summary>MTU in bytes of an ICMP error about a packet that was too big.</summary>
    public int Mtu;

    /// <summary>Where a TCP segment's payload stands.</summary>
    public SendBuffer? Stream;

    /// <summary>Where in <see cref="Stream"/>.</summary>
    public long StreamOffset;

    /// <summary>The payload of any other packet: what stands behind the 8 bytes of a UDP or ICMP header. Kept with the packet to be used again.</summary>
    public byte[] Body = [];

    /// <summary>Who sent it; null where the network made it.</summary>
    public Host? Sender;

    /// <summary>Of the sender, then of the receiver: the place in the design of the interface; of a service's packet that of the interface it speaks with. −1 for none.</summary>
    public int Interface;

    public Host? Receiver;

    /// <summary>The connection that sent it.</summary>
    public Connection? From;

    /// <summary>Which use of <see cref="From"/> it was.</summary>
    public int FromGeneration;

    /// <summary>The action that it belongs to.</summary>
    public ActionResult? Action;

    /// <summary>Whether the action's host sent it.</summary>
    public bool Forward;

    /// <summary>The destination that its sender wrote, where the design's terms have another.</summary>
    public WireAddress WrittenDestination;

    /// <inheritdoc cref="WrittenDestination"/>
    public ushort WrittenPort;

    /// <inheritdoc cref="WrittenDestination"/>
    public ushort WrittenIdentifier;

    public ReadOnlySpan<byte> BodyBytes => Body.AsSpan(0, PayloadLength);

    public Span<byte> TakeBody(int length)
    {
        if (Body.Length < length) Body = new byte[Math.Max(length, 512)];
        PayloadLength = length;
        return Body.AsSpan(0, length);
    }

    /// <summary>Notes the destination that the sender wrote.</summary>
    public void NoteWritten() => (WrittenDestination, WrittenPort, WrittenIdentifier) = (Header.Destination, Header.DestinationPort, Header.IcmpIdentifier);

    /// <summary>Takes the destination back to what the sender wrote.</summary>
    public void RestoreWritten() => (Header.Destination, Header.DestinationPort, Header.IcmpIdentifier) = (WrittenDestination, WrittenPort, WrittenIdentifier);

    public void Clear()
    {
        Header = default;
        Quote = default;
        Sequence = Acknowledgment = 0;
        Window = 0;
        PayloadLength = Mtu = 0;
        Stream = null;
        StreamOffset = 0;
        Sender = Receiver = null;
        Interface = -1;
        From = null;
        Action = null;
        Forward = false;
    }
}
