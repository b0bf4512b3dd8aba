using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Linting;

/// <summary>Sends single packets through a design to see what becomes of them, each a conversation of its own.</summary>
internal sealed class Probes(Fabric fabric)
{
    private const ushort FirstPort = 49_152;
    private const byte SynFlag = 2;

    private readonly DataPath.DataPath _dataPath = new(fabric, new NoMeter(), DataPathSettings.Default);
    private long _number;

    /// <summary>What becomes of the first packet of a TCP connection from one interface to another; null where they have no address family in common.</summary>
    /// <param name="sender">Its place in the design.</param>
    /// <param name="receiver">Its place in the design.</param>
    /// <param name="port">The destination port.</param>
    public Verdict? Syn(int sender, int receiver, ushort port)
    {
        if (Pair(fabric.Design.NetworkInterfaces[sender], fabric.Design.NetworkInterfaces[receiver]) is not { } ends) return null;
        bool ipv6 = !ends.Source.IsIPv4;
        var packet = new PacketHeader
        {
            Status = DecodeStatus.Decoded,
            Version = ipv6 ? (byte)6 : (byte)4,
            Protocol = IpProtocol.Tcp,
            TcpFlags = SynFlag,
            Source = ends.Source.ToWireAddress(),
            Destination = ends.Destination.ToWireAddress(),
            SourcePort = (ushort)(FirstPort + (_number % (ushort.MaxValue - FirstPort))),
            DestinationPort = port,
            Length = ipv6 ? 60 : 40,
            HeaderLength = ipv6 ? 60 : 40,
            Ipv4HeaderLength = ipv6 ? (byte)0 : (byte)20,
            Ttl = 64,
            TimeNs = _number + 1,
            Number = ++_number,
        };
        FlowRef flow = _dataPath.Flows.Open(in packet);
        return _dataPath.Verdicts[_dataPath.Send(flow, in packet, default, EntryPoint.Interface(sender))];
    }

    private static (IpAddress Source, IpAddress Destination)? Pair(NetworkInterface sender, NetworkInterface receiver)
    {
        if (sender.PrivateAddresses is [var from, ..] && receiver.PrivateAddresses is [var to, ..]) return (from.Address, to.Address);
        if (sender.Ipv6Addresses is [var source, ..] && receiver.Ipv6Addresses is [var destination, ..]) return (source, destination);
        return null;
    }

    private sealed class NoMeter : IFlowMeter
    {
        public int Open(in Observation observation) => 0;

        public void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags)
        {
        }

        public void Release(int handle)
        {
        }
    }
}
