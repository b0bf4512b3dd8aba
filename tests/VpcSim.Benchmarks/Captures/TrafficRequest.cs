namespace VpcSim.Benchmarks.Captures;

/// <summary>How much traffic is wanted: exactly so many packets within a span of time, among so many clients and as many servers.</summary>
public sealed record TrafficRequest(int Packets, long SpanUs, ulong Seed, int Hosts);
