using CsCheck;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>What holds of security groups whichever their rules are.</summary>
public class GroupPropertyTests
{
    [Fact] // VPC guide, "Security groups": responses pass, whatever the rules of the other direction
    public void The_answer_to_an_allowed_request_always_passes_the_same_groups() =>
        Gen.Select(SmallNetwork.OfGroups, SmallNetwork.Request.Array[1, 6]).Sample(
            (network, requests) =>
            {
                Run run = network.Start();
                foreach (Packet request in requests)
                {
                    Sent sent = run.Send(request);
                    if (sent.Verdict.Outcome != Outcome.Delivered) continue;
                    Packet answer = AnswerTo(sent);
                    run.Send(answer).ShouldBeDelivered();
                    run.Send(request.Next()).ShouldBeDelivered();
                    run.Send(answer.Next()).ShouldBeDelivered();
                }
            },
            iter: 500);

    [Fact] // the contrast: an answer's like that nobody asked for
    public void Groups_without_inbound_rules_let_in_nothing_that_nobody_asked_for() =>
        Gen.Select(SmallNetwork.OfGroups, SmallNetwork.Request, Gen.Bool).Sample(
            (network, request, answers) =>
            {
                SmallNetwork closed = network with { One = ["out all 0.0.0.0/0"], Two = [.. network.Two.Where(rule => rule.StartsWith("out", StringComparison.Ordinal))] };
                Sent unasked = closed.Start().Send(answers ? request.Reply() : request);
                bool leaves = unasked.Packet.Destination.ToString() == "203.0.113.5", reachesNobody = unasked.Verdict.Reason == DropReason.IgwPrivateIpAssociationForIngress;
                if (!leaves && !reachesNobody) unasked.ShouldBeDropped(DropReason.EniSgRulesMismatch);
            },
            iter: 300);

    [Fact] // VPC guide, "Security group rules": rules only ever allow
    public void Adding_an_allow_rule_never_takes_anything_away() =>
        Gen.Select(SmallNetwork.Any, SmallNetwork.Rule, Gen.Bool, SmallNetwork.Request.Array[1, 6]).Sample(
            (network, rule, toOne, requests) =>
            {
                SmallNetwork richer = toOne ? network with { One = [.. network.One.Append(rule).Distinct()] } : network with { Two = [.. network.Two.Append(rule).Distinct()] };
                Run before = network.Start(), after = richer.Start();
                foreach (Packet packet in requests.SelectMany(Dialogue))
                    if (before.Send(packet).Verdict.Outcome is var outcome & after.Send(packet) is var sent && outcome == Outcome.Delivered) sent.ShouldBeDelivered();
            },
            iter: 300);

    [Fact] // VPC guide, "Network ACL basics": the first entry that matches decides, whatever its number an allow takes nothing away
    public void Adding_an_entry_that_allows_to_a_network_ACL_never_takes_anything_away() =>
        Gen.Select(Gen.OneOf(SmallNetwork.Any, SmallNetwork.OfAcls), SmallNetwork.AllowEntry, Gen.Bool, SmallNetwork.Request.Array[1, 6]).Sample(
            (network, entry, toA, requests) =>
            {
                SmallNetwork richer = toA ? network with { AclA = [.. network.AclA, entry] } : network with { AclB = [.. network.AclB, entry] };
                Run before = network.Start(), after = richer.Start();
                foreach (Packet packet in requests.SelectMany(Dialogue))
                    if (before.Send(packet).Verdict.Outcome is var outcome & after.Send(packet) is var sent && outcome == Outcome.Delivered) sent.ShouldBeDelivered();
            },
            iter: 300);

    [Fact] // VPC guide, "Security group rules": all rules of all groups are evaluated together
    public void The_order_of_rules_in_a_group_never_matters() =>
        Gen.Select(SmallNetwork.Any, Gen.Int, SmallNetwork.Request.Array[1, 6]).Sample(
            (network, seed, requests) =>
            {
                SmallNetwork shuffled = network with { One = Shuffled(network.One, seed), Two = Shuffled(network.Two, seed), AclA = Shuffled(network.AclA, seed), AclB = Shuffled(network.AclB, seed) };
                Run written = network.Start(), other = shuffled.Start();
                foreach (Packet packet in requests.SelectMany(Dialogue))
                    SameFate.Assert(written.Send(packet), other.Send(packet));
            },
            iter: 300);

    /// <summary>A request, its answer, and one more packet of each side: sent as they stand, whatever came of those before.</summary>
    private static Packet[] Dialogue(Packet request) => [request, request.Reply(), request.Next(), request.Reply().Next()];

    // What came to a public address, or left from one, is answered to the address that its receiver saw.
    private static Packet AnswerTo(Sent request) => new Packet(request.Arrived with { Ttl = 64 }).Reply();

    private static string[] Shuffled(string[] lines, int seed)
    {
        string[] copy = [.. lines];
        new Random(seed).Shuffle(copy);
        return copy;
    }
}
