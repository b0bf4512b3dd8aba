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
