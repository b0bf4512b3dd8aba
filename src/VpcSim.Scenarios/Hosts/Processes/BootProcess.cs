using System.Buffers.Binary;
using System.Globalization;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>Discover, offer, request, acknowledge: each question up to four times, after 4, 8 and 16 seconds. (RFC 2131 section 4.1)</summary>
internal sealed class BootProcess(Process process, Boot boot) : DatagramUser
{
    private const ushort Client = 68, Server = 67;
    private const long FirstPatienceNs = 4_000_000_000;
    private const int Attempts = 4;
    private static readonly IpAddress Nobody = IpAddress.FromIPv4(0), Everybody = IpAddress.FromIPv4(uint.MaxValue);
    private readonly uint _transaction = (uint)process.Simulation.Chance.NextUInt64();
    private DhcpMessage _question = null!;
    private int _attempt;

    public void Begin()
    {
        if (process.Host.Kind != HostKind.Inside)
        {
            process.CannotDo(ActionOutcome.Failed, $"{boot.From} is no host of a VPC: nobody there tells it its address");
            return;
        }
        if (!process.HasAddress(ipv6: false))
        {
            process.CannotDo(ActionOutcome.Failed, $"{process.Host.Name} has no IPv4 address that DHCP could tell it; DHCPv6 is not modelled");
            return;
        }
        if (process.Simulation.Stacks.Udp.Open(process.Host, Client, this) == 0) process.CannotDo(ActionOutcome.Failed, $"{process.Host.Name} is booting already");
        else Ask(Message(DhcpMessage.Discover));
    }

    public override void Received(Packet packet)
    {
        process.Result.BytesReceived += packet.PayloadLength;
        if (DhcpMessage.Read(packet.BodyBytes) is not { Operation: 2 } answer || answer.Transaction != _transaction) return;
        process.Result.Answers++;
        switch (answer.MessageType)
        {
            case DhcpMessage.Offer when _question.MessageType == DhcpMessage.Discover:
                Ask(Message(DhcpMessage.Request).With(DhcpMessage.RequestedAddress, [answer.YourAddress]).With(DhcpMessage.Server, answer[DhcpMessage.Server] ?? []));
                break;
            case DhcpMessage.Acknowledge:
                Finish(ActionOutcome.Answered, answer);
                break;
            case DhcpMessage.Refuse:
                Finish(ActionOutcome.Refused, null);
                break;
        }
    }

    public override void Failed(Packet error)
    {
    }

    private DhcpMessage Message(byte type) => new DhcpMessage { Operation = 1, Transaction = _transaction, Hardware = HardwareOf(process.Interface) }
        .With(DhcpMessage.Type, type)
        .With(DhcpMessage.ParameterList, DhcpMessage.SubnetMask, DhcpMessage.Routers, DhcpMessage.DnsServers, DhcpMessage.DomainName, DhcpMessage.NtpServers);

    private static byte[] HardwareOf(int networkInterface)
    {
        byte[] address = new byte[6];
        address[0] = 2; // locally administered
        BinaryPrimitives.WriteInt32BigEndian(address.AsSpan(2), networkInterface);
        return address;
    }

    private void Ask(DhcpMessage question)
    {
        (_question, _attempt) = (question, 0);
        Send();
    }

    private void Send()
    {
        if (_attempt == Attempts)
        {
            Finish(ActionOutcome.TimedOut, null);
            return;
        }
        DhcpMessage question = _question;
        byte[] bytes = question.Write();
        process.Result.Requests++;
        process.Result.BytesSent += bytes.Length;
        process.Simulation.Stacks.Udp.Send(
            process.Host, process.Interface, Nobody.ToWireAddress(), Client, Everybody.ToWireAddress(), Server, bytes, process.Result, forward: true);
        process.After(FirstPatienceNs << _attempt++, () =>
        {
            if (question == _question) Send();
        });
    }

    private void Finish(ActionOutcome outcome, DhcpMessage? lease)
    {
        process.Simulation.Stacks.Udp.Close(process.Host, Client);
        if (lease is null)
        {
            process.End(outcome, "no lease");
            return;
        }
        process.Host.DnsServers = [.. lease.Addresses(DhcpMessage.DnsServers)];
        process.Result.Values =
        [
            $"address {lease.YourAddress}",
            .. lease.Addresses(DhcpMessage.Routers).Select(static router => $"router {router}"),
            .. process.Host.DnsServers.Select(static server => $"dns {server}"),
            .. lease.Addresses(DhcpMessage.NtpServers).Select(static server => $"ntp {server}"),
            .. lease.Text(DhcpMessage.DomainName) is { Length: > 0 } domain ? [$"domain {domain}"] : Array.Empty<string>(),
        ];
        process.End(outcome, string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", process.Result.Values)}"));
    }
}
