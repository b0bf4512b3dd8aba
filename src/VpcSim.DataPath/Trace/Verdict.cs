namespace VpcSim.DataPath.Trace;

/// <summary>How a packet's walk ended, and the component and rule that ended it. Free of text: <see cref="VerdictText"/> words it when it is printed.</summary>
/// <remarks>It fills two registers: fields written one by one and read as a whole would hold the processor up whenever a verdict is handed on.</remarks>
/// <param name="Outcome">What became of the packet.</param>
/// <param name="Reason">Why, when it was dropped.</param>
/// <param name="Component">The kind of component that decided, or that the packet was delivered to.</param>
/// <param name="Index">The component's place in the design's list of its kind.</param>
/// <param name="Rule">The deciding entry's place in the component's own list (ACL entry, route); −1 where none matched.</param>
/// <param name="Egress">For interfaces and network ACLs: whether the packet was leaving.</param>
public readonly record struct Verdict(
    Outcome Outcome,
    DropReason Reason = DropReason.None,
    ComponentKind Component = ComponentKind.None,
    int Index = -1,
    int Rule = -1,
    bool Egress = false)
{
    private const int ReasonShift = 8, ComponentShift = 16, EgressShift = 24, IndexShift = 32;
    private readonly ulong _word = (byte)Outcome | (ulong)(byte)Reason << ReasonShift | (ulong)(byte)Component << ComponentShift
        | (Egress ? 1UL << EgressShift : 0) | (ulong)(uint)Index << IndexShift;

    private readonly long _rule = Rule;

    public Outcome Outcome => (Outcome)(byte)_word;

    public DropReason Reason => (DropReason)(byte)(_word >> ReasonShift);

    public ComponentKind Component => (ComponentKind)(byte)(_word >> ComponentShift);

    public int Index => (int)(_word >> IndexShift);

    public int Rule => (int)_rule;

    public bool Egress => (_word >> EgressShift & 1) != 0;

    public static Verdict Delivered(ComponentKind component, int index, int rule = -1) => new(Outcome.Delivered, DropReason.None, component, index, rule);

    public static Verdict Drop(DropReason reason, ComponentKind component, int index, int rule = -1, bool egress = false) =>
        new(Outcome.Dropped, reason, component, index, rule, egress);

    public static Verdict Consumed(Services.VpcService service) =>
        new(Outcome.Consumed, DropReason.None, ComponentKind.VpcService, (int)service);

    public bool Equals(Verdict other) => _word == other._word && _rule == other._rule;

    public override int GetHashCode() =>
        (Index * 397 + Rule) * 397 + ((int)Reason << 16 | (int)Component << 8 | (int)Outcome << 1 | (Egress ? 1 : 0));

    public bool IsDrop => Outcome == Outcome.Dropped;
}
