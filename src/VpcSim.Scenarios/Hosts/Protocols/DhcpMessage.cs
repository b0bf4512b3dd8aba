using System.Buffers.Binary;
using System.Text;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Hosts.Protocols;

/// <summary>A DHCP message. (RFC 2131 section 2, RFC 2132)</summary>
internal sealed class DhcpMessage
{
    public const byte Discover = 1, Offer = 2, Request = 3, Acknowledge = 5, Refuse = 6;
    public const byte SubnetMask = 1, Routers = 3, DnsServers = 6, DomainName = 15, NtpServers = 42, RequestedAddress = 50, LeaseSeconds = 51, Type = 53, Server = 54, ParameterList = 55;
    private const int OptionsAt = 240;
    private const uint Cookie = 0x6382_5363;

    /// <summary>1 for a client's message, 2 for a server's.</summary>
    public required byte Operation { get; init; }

    /// <summary>What joins question and answer.</summary>
    public required uint Transaction { get; init; }

    /// <summary>The client's Ethernet address: 6 bytes.</summary>
    public byte[] Hardware { get; init; } = new byte[6];

    /// <summary>The address that the server gives.</summary>
    public IpAddress YourAddress { get; init; } = IpAddress.FromIPv4(0);

    /// <summary>Options in the order in which they stand.</summary>
    public List<(byte Code, byte[] Value)> Options { get; } = [];

    public byte MessageType => this[Type] is [var type] ? type : (byte)0;

    /// <summary>An option's bytes, or null.</summary>
    public byte[]? this[byte code] => Options.Find(option => option.Code == code).Value;

    /// <summary>An option's addresses; empty where it is not there.</summary>
    public IEnumerable<IpAddress> Addresses(byte code)
    {
        byte[] value = this[code] ?? [];
        for (int at = 0; at + 4 <= value.Length; at += 4) yield return IpAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(value.AsSpan(at)));
    }

    /// <summary>An option's text; empty where it is not there.</summary>
    public string Text(byte code) => Encoding.ASCII.GetString(this[code] ?? []);

    public DhcpMessage With(byte code, params byte[] value)
    {
        Options.Add((code, value));
        return this;
    }

    public DhcpMessage With(byte code, params IEnumerable<IpAddress> addresses)
    {
        var value = new List<byte>();
        foreach (IpAddress address in addresses)
        {
            uint bits = address.IPv4Bits;
            value.AddRange([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);
        }
        return With(code, value.ToArray());
    }

    public byte[] Write()
    {
        byte[] message = new byte[Math.Max(300, OptionsAt + Options.Sum(static option => option.Value.Length + 2) + 1)]; // RFC 1542 section 2.1: BOOTP's smallest
        (message[0], message[1], message[2]) = (Operation, 1, 6);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), Transaction);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(16), YourAddress.IPv4Bits);
        Hardware.CopyTo(message.AsSpan(28));
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(236), Cookie);
        int at = OptionsAt;
        foreach ((byte code, byte[] value) in Options)
        {
            (message[at], message[at + 1]) = (code, (byte)value.Length);
            value.CopyTo(message.AsSpan(at + 2));
            at += value.Length + 2;
        }
        message[at] = 255;
        return message;
    }

    /// <summary>Reads a message; null where it is none.</summary>
    public static DhcpMessage? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < OptionsAt || BinaryPrimitives.ReadUInt32BigEndian(message[236..]) != Cookie) return null;
        var read = new DhcpMessage
        {
            Operation = message[0],
            Transaction = BinaryPrimitives.ReadUInt32BigEndian(message[4..]),
            YourAddress = IpAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(message[16..])),
            Hardware = message.Slice(28, 6).ToArray(),
        };
        for (int at = OptionsAt; at < message.Length && message[at] != 255;)
        {
            if (message[at] == 0)
            {
                at++;
                continue;
            }
            if (at + 2 > message.Length || at + 2 + message[at + 1] > message.Length) return null;
            read.Options.Add((message[at], message.Slice(at + 2, message[at + 1]).ToArray()));
            at += 2 + message[at + 1];
        }
        return read;
    }
}
