using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>A tracked connection's state at one interface.</summary>
internal struct Connection
{
    /// <summary>When it is forgotten unless a packet comes before.</summary>
    public long ExpiresNs;

    /// <summary>How far a packet moves <see cref="ExpiresNs"/>; 0 while closing, which nothing prolongs.</summary>
    public long IdleTimeoutNs;

    // The place of the instance that it counts for, plus one; negative where it takes two places, 0 where nobody counts.
    private int _countedFor;

    public ConnectionState State;

    /// <summary>Whether the interface's own side sent the first packet.</summary>
    public bool InitiatedByLocal;

    public bool InitiatorFinished;

    public bool ResponderFinished;

    /// <summary>Whether it takes places of an instance's allowance.</summary>
    public readonly bool IsCounted => _countedFor != 0;

    /// <summary>The instance, by its place in the design.</summary>
    public readonly int Instance => Math.Abs(_countedFor) - 1;

    /// <summary>How many places of the instance's allowance it takes.</summary>
    public readonly int Places => _countedFor < 0 ? 2 : 1;

    public void CountFor(int instance, int places) => _countedFor = places == 2 ? -(instance + 1) : instance + 1;

    /// <summary>Whether the next ordinary packet of one side changes the state, so that it must take the walk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool AdvancesOn(bool byInitiator) => State switch
    {
        ConnectionState.SynSent or ConnectionState.UdpAsked or ConnectionState.UdpAskedAgain => !byInitiator,
        ConnectionState.UdpAnswered => byInitiator,
        _ => false,
    };
}
