using System.Collections.Immutable;
using CsCheck;
using VpcSim.Model.Designs;
using VpcSim.Model.SecurityGroups;
using VpcSim.Wire;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>What holds of groups and of the two modes of sending whichever gateways, endpoints and attachments a network has, for IPv4 and IPv6.</summary>
public class AnyNetworkTests
{
    private const byte Fin = 1, Reset = 4;

    private const PacketTraits Others = PacketTraits.QuotesPacket | PacketTraits.FirstFragment | PacketTraits.LaterFragment | PacketTraits.EchoReply;

    // Other traffic of IPv6 is drawn by SomeTraffic.
    private static readonly string[] _ends6 = ["2001:db8:0:1::10", "2001:db8:0:1::20", "2001:db8:0:2::30", "2001:db8:ffff::1", "64:ff9b::cb00:7105"];

    private static readonly Gen<Packet> _echo6 = Gen.Select(Some.Of(_ends6), Gen.Int[1, _ends6.Length - 1], (from, further) => Icmp.Echo(from, _ends6[(Array.IndexOf(_ends6, from) + further) % _ends6.Length]));

    // By whichever gateway a default route leads to.
    private static readonly Gen<Packet> _outward = Gen.Select(
        Some.Of("10.0.1.10", "10.0.1.11", "10.0.1.20", "10.0.2.30", "2001:db8:0:1::10", "2001:db8:0:2::30"), Some.Of(_ends6[3], _ends6[4]), Gen.Int[0, 2], (from, to6, kind) =>
        {
            string to = from.Contains(':') ? to6 : "203.0.113.5";
            return kind switch { 0 => Tcp.Syn(from, to, 80, 40000), 1 => Udp.Datagram(from, to, 53, 40000), _ => Icmp.Echo(from, to) };
        });

    private static readonly Gen<Packet> _packet = Gen.Frequency((3, SomeTraffic.Any.Select(steps => steps[0].Packet)), (1, _echo6), (2, _outward));

    [Fact] // VPC guide, "Security group rules": rules only ever allow
    public void In_any_network_more_rules_never_take_a_packet_away() =>
        Gen.Select(SomeDesign.Any, _packet.Array[1, 4], Some.Of("one", "other", "three", "endpoint"), Some.Of("one", "other", "three", "endpoint")).Sample(
            (drawn, packets, group, from) =>
            {
                Design written = SomeDesign.Build(drawn).Written;
                SecurityGroup more = written.SecurityGroups.Single(one => one.Name == from);
                ImmutableArray<SecurityGroup> groups =
                    [.. written.SecurityGroups.Select(one => one.Name == group ? one with { Ingress = [.. one.Ingress.Concat(more.Ingress).Distinct()], Egress = [.. one.Egress.Concat(more.Egress).Distinct()] } : one)];
                Design before = DesignBuilder.Complete(written), after = DesignBuilder.Complete(written with { SecurityGroups = groups });
                foreach (Packet packet in packets)
                {
                    if (new Run(before, DataPathSettings.Default).Send(packet).Verdict.Outcome == Outcome.Delivered)
                        new Run(after, DataPathSettings.Default).Send(packet).ShouldBeDelivered();
                }
            },
            iter: 200);

    [Fact] // VPC guide, "Security groups": responses pass, whatever the rules of the other direction
    public void In_any_network_no_group_drops_the_answer_to_an_allowed_request() =>
        Gen.Select(SomeDesign.Any, _packet.Array[1, 6]).Sample(
            (drawn, requests) =>
            {
                Run run = SomeDesign.Build(drawn).Start();
                foreach (Packet drawnRequest in requests.Where(IsRequest))
                {
                    Packet request = drawnRequest.Header.Protocol == 6 ? drawnRequest.WithFlags(2) : drawnRequest;
                    Sent sent = run.Send(request);
                    if (sent.Verdict.Outcome != Outcome.Delivered || !sent.Walked) continue;
                    Sent answer = run.Send(new Packet(sent.Arrived with { Ttl = 64 }).Reply());
                    // A host with a public address, asked at it, whose subnet leads out by a NAT gateway answers with that gateway's address: nobody has asked that one.
                    if (answer.Trail.Any(record => record is { Component: ComponentKind.NatGateway, Egress: true })) continue;
                    Assert.True(answer.Verdict.Reason != DropReason.EniSgRulesMismatch, $"{sent.Explanation}, but its answer {answer.Explanation}");
                }
            },
            iter: 1000);

    private static bool IsRequest(Packet packet) =>
        (packet.Header.Traits & Others) == 0 && (packet.Header.Protocol is 6 or 17 || (packet.Header.Traits & PacketTraits.EchoRequest) != 0);

    [Fact] // but for what openly is sent though nobody could have sent it, and takes away from what comes later
    public void In_any_network_sending_causally_never_delivers_more_as_long_as_nobody_ends_a_connection() => Gen.Select(SomeDesign.Any, SomeTraffic.Any).Sample(
        (drawn, steps) =>
        {
            DesignBuilder builder = SomeDesign.Build(drawn);
            Run causal = builder.Start(), open = builder.Start();
            int causally = 0, openly = 0;
            foreach (SomeTraffic.Step step in steps.Where(step => !EndsConnection(step.Packet) && !MayComeByNatOrPublicAddress(drawn, step.Packet)))
            {
                if (causal.Wait(step.PauseSeconds).SendCausally(step.Packet).Verdict.Outcome == Outcome.Delivered) causally++;
                if (open.Wait(step.PauseSeconds).Send(step.Packet).Verdict.Outcome == Outcome.Delivered) openly++;
            }
            Assert.True(causally <= openly, $"{causally} causally, {openly} openly");
        },
        iter: 300);

    // What comes later belongs to no connection any more.
    private static bool EndsConnection(Packet packet) => packet.Header.Protocol == 6 && (packet.Header.TcpFlags & (Fin | Reset)) != 0;

    // What a binding of a NAT gateway makes an answer would come by the public address without one, and what is sent openly prolongs bindings. Only the host called two has no public address.
    private static bool MayComeByNatOrPublicAddress(SomeDesign.Choices drawn, Packet packet) =>
        drawn.LeadsOutByNat && packet.Destination.ToString() != "10.0.1.20" && !IsOfTheVpc(packet.Source.ToString());

    private static bool IsOfTheVpc(string address) => address.StartsWith("10.0.", StringComparison.Ordinal) || address.StartsWith("198.51.100.", StringComparison.Ordinal);
}
