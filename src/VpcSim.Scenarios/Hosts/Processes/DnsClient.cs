using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Hosts.Protocols;
using VpcSim.Scenarios.Simulations;
using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Hosts.Processes;

/// <summary>The stub resolver: each server in turn, 5 seconds each, the whole list twice. (resolv.conf(5), timeout and attempts)</summary>
/// <param name="process">Who asks.</param>
/// <param name="name">The name.</param>
/// <param name="type">The record type.</param>
/// <param name="servers">The servers, in order.</param>
/// <param name="then">Told the answer; null where none came.</param>
internal sealed class DnsClient(Process process, string name, ushort type, IReadOnlyList<IpAddress> servers, Action<DnsAnswer?> then) : DatagramUser
{
    private const long PatienceNs = 5_000_000_000;
    private const int Attempts = 2;
    private const ushort Dns = 53;
    private readonly ushort _id = (ushort)process.Simulation.Chance.NextUInt64();
    private byte[] _query = [];
    private ushort _port;
    private int _tried;
    private bool _over;

    public void Begin()
    {
        try
        {
            _query = DnsMessage.Query(_id, name, type);
        }
        catch (FormatException mistake)
        {
            process.CannotDo(Actions.ActionOutcome.Failed, mistake.Message);
            return;
        }
        _port = process.Simulation.Stacks.Udp.Open(process.Host, 0, this);
        if (_port == 0) process.CannotDo(Actions.ActionOutcome.Failed, $"every port of {process.Host.Name} is in use");
        else Ask();
    }

    public override void Received(Packet packet)
    {
        process.Result.BytesReceived += packet.PayloadLength;
        if (DnsMessage.Read(packet.BodyBytes, _id, type) is { } answer) Finish(answer);
    }

    public override void Failed(Packet error)
    {
        if (error.Mtu == 0) Next(_tried);
    }

    private void Ask()
    {
        if (_tried == servers.Count * Attempts)
        {
            Finish(null);
            return;
        }
        IpAddress server = servers[_tried++ % servers.Count];
        if (!process.MaySend(17, server, Dns, out int from, out WireAddress source)) return;
        process.Result.Requests++;
        process.Result.BytesSent += _query.Length;
        byte ttl = (byte)(64 - process.Result.Action.ContainerHops);
        process.Simulation.Stacks.Udp.Send(process.Host, from, source, _port, server.ToWireAddress(), Dns, _query, process.Result, forward: true, ttl);
        int tried = _tried;
        process.After(PatienceNs, () => Next(tried));
    }

    private void Next(int tried)
    {
        if (!_over && tried == _tried) Ask();
    }

    private void Finish(DnsAnswer? answer)
    {
        if (_over) return;
        _over = true;
        process.Simulation.Stacks.Udp.Close(process.Host, _port);
        if (answer is not null) process.Result.Answers++;
        then(answer);
    }
}
