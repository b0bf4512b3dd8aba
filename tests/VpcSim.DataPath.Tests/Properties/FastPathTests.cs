using System.Collections.Immutable;
using CsCheck;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Gateways;
using VpcSim.DataPath.Gateways.Nat;
using VpcSim.Model.Designs;
using VpcSim.Wire;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>The fast path is an economy and never an opinion: what it repeats is what a walk would have found. (contracts, "The fast path")</summary>
public class FastPathTests
{
    private const long AllOverNs = 30L * 24 * 3600 * 1_000_000_000; // longer than anything is kept

    [Fact]
    public void Remembering_sweeping_and_putting_aside_never_change_a_result() =>
        Gen.Select(SomeDesign.Any, SomeDesign.Change, SomeTraffic.Any, Gen.Int[0, 49151]).Sample((drawn, change, steps, switches) =>
        {
            (int nat, switches) = Math.DivRem(switches, 1536);
            Design written = SomeDesign.Build(drawn).Written, design = DesignBuilder.Complete(written);
            var settings = new DataPathSettings
            {
                StrictMtu = (switches & 1) != 0,
                ConnectionTrackingAllowance = (switches & 2) != 0 ? 2 : 0,
                TcpTrackedFromTheMiddle = (switches & 4) != 0,
                FragmentsFollowTheFirst = (switches & 8) != 0,
                RecordsSourceDestCheck = (switches & 16) != 0,
                RecordsTrackingAllowance = (switches & 32) != 0,
                DroppedOnTheWay = (DropRecord)(switches % 192 >> 6),
                FragmentsShowPorts = switches % 384 >= 192,
                VpcRouterTakesTtl = switches % 768 >= 384,
                LinkLocalPacketsPerSecond = switches >= 768 ? 2 : 0, // a small allowance, so that a few packets use it up
                NatMidstream = (NatMidstream)(nat & 1),
                NatAddressChoice = (NatAddressChoice)(nat >> 1 & 1),
                SameVpcSource = (SameVpcSource)(nat >> 2 & 1),
                Appliances = (ApplianceMode)(nat >> 3 & 1),
                IcmpErrorsRelatedToTrackedFlow = (nat & 16) == 0,
            };
            Run walking = new(design, settings, remembers: false, written), remembering = new(design, settings, written: written), sweeping = new(design, settings, written: written);
            Run bounded = new(design, settings, written: written, bound: new FlowBound(switches % 3, Path.GetTempPath()));
            Run holding = new(design, settings, written: written);
            holding.Meter.CountsTogether = true;
            holding.DataPath.Flows.HoldCounts();
            Sent? before = null;
            for (int i = 0; i < steps.Length; i++)
            {
                if (i == steps.Length / 2) Assert.All([walking, remembering, sweeping, bounded, holding], run => run.Change(change));
                SomeTraffic.Step step = steps[i] with { Packet = AnswerOf(before, steps[i]) ?? steps[i].Packet };
                Sent expected = before = SendOf(walking, step);
                AssertSame(i, expected, SendOf(remembering, step));
                if (step.Sweep > 20) sweeping.DataPath.Sweep(step.Sweep * 10, sweeping.NowNs);
                AssertSame(i, expected, SendOf(sweeping, step));
                bounded.DataPath.Sweep(step.Sweep > 20 ? step.Sweep : 0, bounded.NowNs);
                AssertSame(i, expected, SendOf(bounded, step));
                if (step.Sweep > 20) holding.DataPath.Sweep(step.Sweep, holding.NowNs);
                Assert.Equal(expected.Verdict, SendOf(holding, step).Verdict);
            }
            string[] dropped = [.. walking.Finish().Select(Text)];
            Assert.Equal(dropped, remembering.Finish().Select(Text));
            Assert.Equal(dropped, sweeping.Finish().Select(Text));
            Assert.Equal(dropped, bounded.Finish().Select(Text));
            Assert.Equal(dropped, holding.Finish().Select(Text));
            Assert.Equal(walking.DataPath.Flows.Dropped.Total, bounded.DataPath.Flows.Dropped.Total);
            Assert.Equal(walking.Meter.Totals, bounded.Meter.Totals);
            Assert.Equal(walking.DataPath.Generated, bounded.DataPath.Generated);
            Assert.Equal(walking.Meter.Totals, remembering.Meter.Totals);
            Assert.Equal(walking.Meter.Totals, sweeping.Meter.Totals);
            Assert.Equal(walking.Meter.Totals, holding.Meter.Totals);
            Assert.Equal(walking.DataPath.Generated, remembering.DataPath.Generated);
            Assert.Equal(walking.DataPath.Generated, sweeping.DataPath.Generated);
            Assert.All([walking, remembering, sweeping, bounded, holding], run =>
            {
                run.DataPath.Sweep(1_000_000, run.NowNs + AllOverNs);
                Assert.Equal(0, run.Meter.Holds);
            });
        }, iter: 1500);

    [Fact] // a property over packets that always walk would say nothing
    public void Most_packets_of_a_conversation_repeat()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("client", "10.0.1.10").Eni("server", "10.0.2.20").Start();
        run.Send(Tcp.Syn("10.0.1.10", "10.0.2.20", 443));
        run.Reply();
        for (int i = 0; i < 100; i++)
        {
            run.Send(Tcp.Data("10.0.1.10", "10.0.2.20", 443)).ShouldBeDelivered();
            run.Reply().ShouldBeDelivered();
        }
        Assert.InRange(run.DataPath.Walks, 3, 6);
    }

    private static Sent SendOf(Run run, SomeTraffic.Step step)
    {
        run.Wait(step.PauseSeconds);
        return step.Causally ? run.SendCausally(step.Packet) : run.Send(step.Packet);
    }

    // The receiver may have seen another tuple than was sent: behind a NAT gateway, or from a public address.
    private static Packet? AnswerOf(Sent? before, SomeTraffic.Step step)
    {
        const PacketTraits others = PacketTraits.QuotesPacket | PacketTraits.FirstFragment | PacketTraits.LaterFragment;
        if (!step.Answers || before is not { Walked: true, Verdict.Outcome: Outcome.Delivered } || (before.Arrived.Traits & others) != 0) return null;
        return new Packet(before.Arrived with { Ttl = 64 }).Reply();
    }

    private static void AssertSame(int step, Sent expected, Sent actual)
    {
        ImmutableArray<Seen> seen = expected.Seen;
        if (expected.Verdict == actual.Verdict && seen.SequenceEqual(actual.Seen)) return;
        Assert.Fail($"step {step}: walking is {expected.Explanation} recorded [{string.Join("; ", expected.AddressedRecords)}], "
            + $"remembering ({(actual.Walked ? "walked" : "repeated")}) is {actual.Explanation} recorded [{string.Join("; ", actual.AddressedRecords)}]");
    }

    private static string Text(DroppedConversation dropped) =>
        $"{dropped.Protocol} {dropped.Source}:{dropped.SourcePort} {dropped.Destination}:{dropped.DestinationPort} "
        + $"{dropped.Drops} {dropped.NotSent} {dropped.FirstDropNumber}";
}
