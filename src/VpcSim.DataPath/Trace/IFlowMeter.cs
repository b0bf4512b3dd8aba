namespace VpcSim.DataPath.Trace;

/// <summary>Counts packets per observation. The walk opens what it sees; the fast path only counts.</summary>
/// <remarks>Called by the one engine thread, with times that never go back.</remarks>
public interface IFlowMeter
{
    /// <summary>Finds or makes the counter of an observation and takes a hold on it.</summary>
    /// <returns>A handle, valid until as many <see cref="Release"/> calls as there were holds.</returns>
    int Open(in Observation observation);

    /// <summary>Counts one captured packet.</summary>
    /// <param name="handle">From <see cref="Open"/>.</param>
    /// <param name="timeNs">When, in nanoseconds since 1970.</param>
    /// <param name="packetNumber">The packet's place in the run, for the order of records.</param>
    /// <param name="packets">1, or the number of segments that an offloaded packet stands for.</param>
    /// <param name="bytes">IP total length of all of them.</param>
    /// <param name="tcpFlags">TCP flags as on the wire; 0 for other protocols.</param>
    void Count(int handle, long timeNs, long packetNumber, int packets, long bytes, byte tcpFlags);

    /// <summary>Until when a counter that <see cref="Count"/> has told one packet may be told those that follow together, by <see cref="Add"/>: to the end of the
    /// window that holds a time. The time itself where each packet is to be told at once.</summary>
    /// <param name="timeNs">In nanoseconds since 1970.</param>
    long TogetherUntilNs(long timeNs) => timeNs;

    /// <summary>Counts packets that were kept back, of a window of which <see cref="Count"/> has told an earlier one and nothing has told a later time.</summary>
    /// <param name="handle">From <see cref="Open"/>.</param>
    /// <param name="lastNs">When the last of them was.</param>
    /// <param name="packets">How many, segments of offloaded ones counted each.</param>
    /// <param name="bytes">IP total length of all of them.</param>
    /// <param name="tcpFlags">All their TCP flags together; no SYN is among them.</param>
    void Add(int handle, long lastNs, int packets, long bytes, byte tcpFlags) => throw new NotSupportedException();

    /// <summary>Whether <see cref="Link"/> is of use; asked when a data path begins, and again when its design changes.</summary>
    bool WantsNextHops => false;

    /// <summary>Tells the interface at the other end of a hop, while the counter is held: of egress who received, of ingress who sent. The latest one counts.</summary>
    /// <param name="handle">From <see cref="Open"/>.</param>
    /// <param name="otherInterface">Its position in the design.</param>
    void Link(int handle, int otherInterface)
    {
    }

    /// <summary>Nothing more comes for the moment, and whatever comes will not be earlier than this: windows that are over may be reported.</summary>
    /// <param name="timeNs">The time that has been reached, in nanoseconds since 1970.</param>
    void Pause(long timeNs)
    {
    }

    /// <summary>Gives up one hold. What was counted is still reported when its window closes.</summary>
    void Release(int handle);
}
