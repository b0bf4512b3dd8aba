using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>One side of a TCP connection. Positions count bytes of a direction from its SYN, which is 0; the first byte of data is 1. Used again and again.</summary>
internal sealed class Connection(int slot)
{
    /// <summary>Shift of the window that it announces (RFC 7323): 32,768 stand for 4 MiB.</summary>
    public const byte WindowScale = 7;

    public const ushort Window = 32768;

    public const byte UsualTtl = 64;

    /// <summary>Nothing to wait for.</summary>
    public const long Never = long.MaxValue;

    public readonly int Slot = slot;

    /// <summary>Which use of the slot this is.</summary>
    public int Generation;

    public TcpState State;
    public ConnectionKey Key;
    public Host Host = null!;
    public StreamUser User = null!;
    public ActionResult? Action;

    /// <summary>Whether it is the side of the action's host.</summary>
    public bool Forward;

    /// <summary>The interface that it sends by; of a service the one it speaks with; −1 for none.</summary>
    public int Interface;

    public byte Ttl;

    /// <summary>Routers between the host and the process.</summary>
    public int ContainerHops;

    /// <summary>Where its packets go.</summary>
    public Course Course;

    /// <summary>The other side, where its latest packet came from one.</summary>
    public Connection? Peer;

    public int PeerGeneration;

    public SendBuffer Out = new();
    public uint FirstSent;
    public uint FirstReceived;
    public long Unacknowledged;
    public long Next;
    public long Highest;
    public bool Closes;
    public bool SentFin;

    /// <summary>Whether this side's FIN went before the other one's came: it waits for stray segments then.</summary>
    public bool ClosedFirst;

    public int SegmentSize;
    public long PeerWindow;
    public byte PeerScale;

    /// <summary>Congestion window and threshold in bytes. (RFC 5681; initial window of RFC 6928)</summary>
    public long CongestionWindow;

    public long SlowStartUntil;
    public int Duplicates;
    public bool Recovers;
    public long RecoversUntil;

    /// <summary>Retransmission time-out and its estimators in nanoseconds. (RFC 6298)</summary>
    public long TimeoutNs;

    public long SmoothedNs;
    public long VariationNs;
    public long MeasuredFrom;
    public long MeasuredSinceNs;
    public int Retries;

    /// <summary>When its timer is due, and for when the earliest event of it stands in the queue.</summary>
    public long DeadlineNs = Never;

    public long QueuedNs = Never;
    public int TimerSerial;

    public long Expected;
    public bool PeerEnded;

    /// <summary>Where the other side's FIN stands; −1 while it is not known.</summary>
    public long PeerFin;

    /// <summary>What came beyond a gap, in order.</summary>
    public readonly List<(long From, long To)> Beyond = [];

    /// <summary>Where the latest segment that came with PSH ends: the sender had no more to send then.</summary>
    public long PushedTo;

    /// <summary>Segments that are not acknowledged yet, and when they will be at the latest.</summary>
    public int Unanswered;

    public long AnswerAtNs = Never;
    public bool AnswerQueued;
    public int QuickAnswers;

    public bool IsFinAcknowledged => SentFin && Unacknowledged > Out.Length + 1;

    public byte Version => Key.Local.IsIPv4 ? (byte)4 : (byte)6;

    public void Begin()
    {
        Out.Clear();
        Unacknowledged = Next = Highest = 0;
        Closes = SentFin = ClosedFirst = Recovers = PeerEnded = AnswerQueued = false;
        PeerWindow = ushort.MaxValue;
        PeerScale = 0;
        SlowStartUntil = long.MaxValue;
        Duplicates = Retries = Unanswered = QuickAnswers = 0;
        SmoothedNs = VariationNs = RecoversUntil = 0;
        MeasuredFrom = -1;
        DeadlineNs = Never;
        Expected = 0;
        PeerFin = -1;
        Beyond.Clear();
        PushedTo = 0;
        Peer = null;
        Course = new Course { Verdict = -1 };
        Ttl = UsualTtl;
        ContainerHops = 0;
    }
}
