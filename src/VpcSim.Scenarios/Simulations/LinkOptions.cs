namespace VpcSim.Scenarios.Simulations;

/// <summary>How a host's link to the network behaves, each way.</summary>
public sealed record LinkOptions
{
    /// <summary>A link without delay, limit or loss.</summary>
    public static LinkOptions Ideal { get; } = new();

    /// <summary>Nanoseconds that a packet takes.</summary>
    public long LatencyNs { get; init; }

    /// <summary>Nanoseconds that it may take longer: each value from 0 to this one is equally likely. Packets keep their order.</summary>
    public long JitterNs { get; init; }

    /// <summary>Bits a second, of IP packets; 0 for no limit.</summary>
    public long BitsPerSecond { get; init; }

    /// <summary>Bytes that may wait for a limited link; what comes on top is lost.</summary>
    public int QueueBytes { get; init; } = 1_000_000;

    /// <summary>The share of packets that is lost, from 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>A sentence, or null where every value is in its range.</summary>
    internal string? WhatIsWrong => this switch
    {
        { LatencyNs: < 0 } or { JitterNs: < 0 } => "latency and jitter are 0 or more",
        { BitsPerSecond: < 0 } or { QueueBytes: < 0 } => "bandwidth and queue are 0 or more",
        { Loss: >= 0 and <= 1 } => null,
        _ => "loss is a share from 0 to 1",
    };

    internal bool IsIdeal => LatencyNs == 0 && JitterNs == 0 && BitsPerSecond == 0 && Loss == 0;
}
