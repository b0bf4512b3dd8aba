namespace VpcSim.Scenarios.Actions;

/// <summary>What comes of an action: it fills while the simulation runs.</summary>
public sealed class ActionResult
{
    private const ushort Dns = 53;
    private readonly Action _ended;

    internal ActionResult(HostAction action, long startNs, Action ended) => (Action, StartNs, _ended) = (action, startNs, ended);

    public HostAction Action { get; }

    public ActionOutcome Outcome { get; private set; }

    /// <summary>Whether anything can still come of it.</summary>
    public bool IsOver => Outcome != ActionOutcome.Pending;

    /// <summary>Whether the host could not do it, whatever the network: it has no address of the other end's family, nobody has the name, a port is in use. <see cref="Answer"/> says why.</summary>
    public bool CouldNotBeDone { get; private set; }

    /// <summary>When it began, in nanoseconds since 1970.</summary>
    public long StartNs { get; }

    /// <summary>When a TCP handshake was complete; null before.</summary>
    public long? ConnectedNs { get; internal set; }

    /// <summary>When it was over; null before.</summary>
    public long? EndNs { get; private set; }

    /// <summary>Payload bytes that the other side has acknowledged, or that were sent in datagrams.</summary>
    public long BytesSent { get; internal set; }

    /// <summary>Payload bytes that came back.</summary>
    public long BytesReceived { get; internal set; }

    /// <summary>Echo requests or datagrams that were sent, and those that were answered.</summary>
    public int Requests { get; internal set; }

    /// <inheritdoc cref="Requests"/>
    public int Answers { get; internal set; }

    /// <summary>What came back, in words: addresses, an HTTP status and body, a time; why it failed.</summary>
    public string Answer { get; internal set; } = "";

    /// <summary>What <see cref="Answer"/> says, one by one: addresses of a name, options of a lease.</summary>
    public IReadOnlyList<string> Values { get; internal set; } = [];

    /// <summary>Packets that the action's host sent, and packets sent back to it.</summary>
    public long ForwardPackets { get; private set; }

    /// <inheritdoc cref="ForwardPackets"/>
    public long ReturnPackets { get; private set; }

    /// <summary>Packets of either direction that the network dropped.</summary>
    public long Dropped { get; private set; }

    /// <summary>The first packet that the host sent to whom the action is about, or else to find its address; null where it sent none.</summary>
    public TracedPacket? Forward { get; private set; }

    /// <summary>The first packet that was sent back; null where none was.</summary>
    public TracedPacket? Return { get; private set; }

    /// <summary>The first packet of either direction that was dropped: who is to blame for what went wrong. Null where none was.</summary>
    public TracedPacket? FirstDrop { get; private set; }

    internal bool WantsTrace(bool forward, bool dropped)
    {
        TracedPacket? first = forward ? Forward : Return;
        return first is null || LooksUp(first) || (dropped && FirstDrop is null);
    }

    internal void Count(bool forward, bool dropped)
    {
        if (forward) ForwardPackets++;
        else ReturnPackets++;
        if (dropped) Dropped++;
    }

    internal void Trace(TracedPacket packet)
    {
        if (packet.Forward && (Forward is null || LooksUp(Forward))) Forward = packet;
        if (!packet.Forward && (Return is null || LooksUp(Return))) Return = packet;
        if (packet.Verdict.IsDrop) FirstDrop ??= packet;
    }

    // What asks for a name on the way to something else is not what the action is about.
    private bool LooksUp(TracedPacket packet) =>
        Action is not (Resolve or Send) && packet.Header is { Protocol: 17 } header && (header.DestinationPort == Dns || header.SourcePort == Dns);

    internal void End(ActionOutcome outcome, long timeNs, string? answer = null, bool couldNotBeDone = false)
    {
        if (IsOver) return;
        (Outcome, EndNs, CouldNotBeDone) = (outcome, timeNs, couldNotBeDone);
        if (answer is not null) Answer = answer;
        _ended();
    }
}
