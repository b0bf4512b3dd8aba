using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.Model.Addressing;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>Records of new connections of clients to servers, as a busy minute has them.</summary>
internal static class BusyMinute
{
    public static FlowAggregate Record(int number, int hosts)
    {
        IpAddress client = IpAddress.FromIPv4(Addresses.Client(number % hosts)), server = IpAddress.FromIPv4(Addresses.Server((number * 7) % hosts));
        bool request = number % 2 == 0;
        var seen = new Observation
        {
            Interface = number % hosts,
            Egress = request,
            Accepted = number % 50 != 0,
            Source = request ? client : server,
            Destination = request ? server : client,
            PacketSource = request ? client : server,
            PacketDestination = request ? server : client,
            SourcePort = (ushort)(request ? 1024 + (number * 31 % 60_000) : 443),
            DestinationPort = (ushort)(request ? 443 : 1024 + (number * 31 % 60_000)),
            Protocol = 6,
            IPv6 = false,
            TrafficPath = 1,
        };
        return new FlowAggregate
        {
            Observation = seen,
            IntervalSeconds = WindowMeter.ShortSeconds,
            WindowEndSeconds = 1_767_225_660,
            Packets = 3 + (number * 17 % 40),
            Bytes = 200 + (number * 7919 % 90_000),
            FirstSeconds = 1_767_225_600 + (number % 30),
            LastSeconds = 1_767_225_630 + (number % 30),
            TcpFlags = (byte)(request ? 3 : 19),
            FirstPacket = number,
        };
    }
}
