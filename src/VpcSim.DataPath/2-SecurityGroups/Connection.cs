using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.SecurityGroups;

/// <summary>A tracked connection's state at one interface.</summary>
internal struct Connection
{
    /// <summary>When it is forgotten unless a packet comes before.</summary>
    public long ExpiresNs;

    /// <summary>How far a packet moves <see cref="ExpiresNs"/>; 0 while closing, which nothing prolongs.</summary>
    public long IdleTimeoutNs;

    public ConnectionState State;

    /// <summary>Whether the interface's own side sent the first packet.</summary>
    public bool InitiatedByLocal;

    public bool InitiatorFinished;

    public bool ResponderFinished;

    /// <summary>Whether the next ordinary packet of one side changes the state, so that it must take the walk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool AdvancesOn(bool byInitiator) => State switch
    {
        ConnectionState.SynSent or ConnectionState.UdpAsked or ConnectionState.UdpAskedAgain => !byInitiator,
        ConnectionState.UdpAnswered => byInitiator,
        _ => false,
    };
}
