namespace VpcSim.DataPath.Trace;

/// <summary>How a packet's walk ended, and the component and rule that ended it. Free of text: <see cref="VerdictText"/> words it when it is printed.</summary>
/// <remarks>It fills one register: parts written one by one and read as a whole would hold the processor up whenever a verdict is handed on.</remarks>
/// <param name="Outcome">What became of the packet.</param>
/// <param name="Reason">Why, when it was dropped.</param>
/// <param name="Component">The kind of component that decided, or that the packet was delivered to.</param>
/// <param name="Index">The component's place in the design's list of its kind, below 2^25 − 1; −1 for none.</param>
/// <param name="Rule">The deciding entry's place in the component's own list (ACL entry, route), below 2^24 − 1; −1 where none matched.</param>
/// <param name="Egress">For interfaces and network ACLs: whether the packet was leaving.</param>
public readonly record struct Verdict(
    Outcome Outcome,
    DropReason Reason = DropReason.None,
    ComponentKind Component = ComponentKind.None,
    int Index = -1,
    int Rule = -1,
    bool Egress = false)
{
    private const int ReasonShift = 3, ComponentShift = 9, EgressShift = 14, IndexShift = 15, RuleShift = 40; // index and rule plus one
    private readonly ulong _word = (ulong)Outcome | (ulong)Reason << ReasonShift | (ulong)Component << ComponentShift
        | (Egress ? 1UL << EgressShift : 0) | (ulong)(uint)(Index + 1) << IndexShift | (ulong)(uint)(Rule + 1) << RuleShift;

    public Outcome Outcome => (Outcome)Bits(0, ReasonShift);

    public DropReason Reason => (DropReason)Bits(ReasonShift, ComponentShift);

    public ComponentKind Component => (ComponentKind)Bits(ComponentShift, EgressShift);

    public int Index => Bits(IndexShift, RuleShift) - 1;

    public int Rule => (int)(_word >> RuleShift) - 1;

    public bool Egress => Bits(EgressShift, IndexShift) != 0;

    public static Verdict Delivered(ComponentKind component, int index, int rule = -1) => new(Outcome.Delivered, DropReason.None, component, index, rule);

    public static Verdict Drop(DropReason reason, ComponentKind component, int index, int rule = -1, bool egress = false) =>
        new(Outcome.Dropped, reason, component, index, rule, egress);

    public static Verdict Consumed(Services.VpcService service) =>
        new(Outcome.Consumed, DropReason.None, ComponentKind.VpcService, (int)service);

    public bool Equals(Verdict other) => _word == other._word;

    public override int GetHashCode() => (int)(_word * 0x9E37_79B9_7F4A_7C15 >> 32);

    public bool IsDrop => Outcome == Outcome.Dropped;

    private int Bits(int from, int to) => (int)(_word >> from) & ((1 << (to - from)) - 1);
}
