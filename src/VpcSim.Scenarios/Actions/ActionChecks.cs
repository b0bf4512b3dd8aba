namespace VpcSim.Scenarios.Actions;

/// <summary>What no host can do: sizes, counts and times out of range.</summary>
internal static class ActionChecks
{
    private const int LargestPayload = 65_507; // of an IPv4 datagram or echo: 65,535 − 20 − 8 bytes
    private const int LargestTtl = 255;

    /// <summary>A sentence, or null where nothing is wrong.</summary>
    public static string? WhatIsWrong(HostAction action)
    {
        if (action.TimeoutNs < 0) return $"{action.From} cannot wait for less than no time";
        if (action.ContainerHops is < 0 or > LargestTtl) return $"between a process and {action.From} lie 0 to {LargestTtl} routers";
        return action switch
        {
            Ping ping => OfRepeated(ping.Count, ping.IntervalNs, ping.Size),
            Send send => OfRepeated(send.Count, send.IntervalNs, send.Payload.IsEmpty ? send.Bytes : send.Payload.Length),
            Connect connect when connect.SendBytes < 0 => "a connection sends 0 bytes or more",
            Connect connect when connect.HoldNs < 0 => "a connection is held for 0 ns or more",
            _ => null,
        };
    }

    private static string? OfRepeated(int count, long intervalNs, int bytes)
    {
        if (count < 1) return "a host asks once or more often";
        if (intervalNs < 0) return "an interval is 0 ns or more";
        return bytes is < 0 or > LargestPayload ? $"a packet carries 0 to {LargestPayload} bytes" : null;
    }
}
