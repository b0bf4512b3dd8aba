using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.SecurityGroups;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Gateways.Nat;

/// <summary>NAT gateways: many private sources behind one address, for TCP, UDP and ICMP. (VPC guide, "NAT gateway basics")</summary>
internal sealed class NatGateways(NatTable bindings, DataPathSettings settings)
{
    private const byte Syn = 2, Ack = 16;

    /// <summary>From inside: the source becomes the gateway's own address and a free port. Null to go on.</summary>
    public Verdict? TranslatesOut(Walk walk, Fabric fabric, FabricInterface gatewayEni, int fromVpc)
    {
        int gateway = gatewayEni.NatGateway;
        DropReason reason = RefusedOut(in walk.Packet, gatewayEni, fromVpc);
        Passage asSent = walk.Packet;
        if (reason == DropReason.None && walk.Packet.IsIPv6 && !Nat64.TryToIPv4(ref walk.Packet)) reason = DropReason.ProtocolRestriction;
        if (reason == DropReason.None && walk.Packet.Quotes) reason = TranslateErrorOut(walk, gatewayEni);
        else if (reason == DropReason.None) reason = TranslateOut(walk, gatewayEni);
        if (reason == DropReason.NgwIdleTimeout) walk.AnswerWithReset(in asSent, gatewayEni.Index);
        walk.Note(Stage.Gateway, ComponentKind.NatGateway, gateway, -1, egress: true, reason == DropReason.None);
        return reason == DropReason.None ? null : Verdict.Drop(reason, ComponentKind.NatGateway, gateway, egress: true);
    }

    /// <summary>From outside: only an answer finds its way back. Null to go on.</summary>
    public Verdict? TranslatesIn(Walk walk, FabricInterface gatewayEni)
    {
        int gateway = gatewayEni.NatGateway;
        DropReason reason = IsUnsupportedFragment(in walk.Packet) ? DropReason.NgwFragmentNotSupported : TranslateIn(walk, gatewayEni.NatBindings);
        walk.Note(Stage.Gateway, ComponentKind.NatGateway, gateway, -1, egress: false, reason == DropReason.None);
        return reason == DropReason.None ? null : Verdict.Drop(reason, ComponentKind.NatGateway, gateway);
    }

    private DropReason TranslateIn(Walk walk, int bindingsOf)
    {
        int binding = walk.Packet.Quotes ? FindQuoted(bindingsOf, in walk.Packet) : FindAnswered(walk, bindingsOf);
        if (binding < 0) return DropReason.NgwUnsolicitedInbound;
        (IpAddress address, ushort port) = bindings.InsideOf(binding);
        if (!address.IsIPv4 && !Nat64.TryToIPv6(ref walk.Packet)) return DropReason.ProtocolRestriction;
        Rewrite.Destination(ref walk.Packet, address, port);
        return DropReason.None;
    }

    private static DropReason RefusedOut(in Passage packet, FabricInterface gatewayEni, int fromVpc)
    {
        if (fromVpc != gatewayEni.Vpc) return DropReason.NgwRequiresSourceInVpc;
        bool carried = packet.IsIPv6 ? packet.Protocol is 58 or 6 or 17 : packet.Protocol is 1 or 6 or 17;
        if (!carried || gatewayEni.PrimaryIPv4 is null) return DropReason.ProtocolRestriction;
        return IsUnsupportedFragment(in packet) ? DropReason.NgwFragmentNotSupported : DropReason.None;
    }

    private static bool IsUnsupportedFragment(in Passage packet) =>
        packet.Protocol != 17 && (packet.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment)) != 0;

    private DropReason TranslateOut(Walk walk, FabricInterface gatewayEni)
    {
        if (ConnectionKey.IsReply(in walk.Packet)) return DropReason.NgwUnsolicitedInbound;
        int bindingsOf = gatewayEni.NatBindings;
        NatKey inside = NatKey.Inside(bindingsOf, in walk.Packet);
        int binding = bindings.Find(in inside, walk.Packet.TimeNs);
        if (binding < 0)
        {
            if (IsOfForgottenConnection(walk)) return DropReason.NgwIdleTimeout;
            binding = bindings.Bind(bindingsOf, in inside, gatewayEni.PrivateIPv4, settings.NatAddressChoice, walk.Packet.TimeNs);
            walk.ChangedState = true;
            if (binding < 0) return DropReason.NgwPortAllocationFailed;
        }
        Keep(walk, binding, outbound: true);
        (IpAddress address, ushort port) = bindings.OutsideOf(binding);
        Rewrite.Source(ref walk.Packet, address, port);
        return DropReason.None;
    }

    // Only a SYN begins a TCP connection. One that the gateway has served before has been idle for too long; of any other the beginning was not captured.
    private bool IsOfForgottenConnection(Walk walk) =>
        walk.Packet.Protocol == 6 && (walk.Packet.TcpFlags & (Syn | Ack)) != Syn && (walk.WasTranslated || settings.NatMidstream == NatMidstream.Reset);

    // An inside host's ICMP error about an answer that the gateway brought it.
    private DropReason TranslateErrorOut(Walk walk, FabricInterface gatewayEni)
    {
        NatKey inside = NatKey.InsideOfQuotedReply(gatewayEni.NatBindings, in walk.Packet.Quote);
        int binding = bindings.Find(in inside, walk.Packet.TimeNs);
        if (binding < 0) return DropReason.NgwUnsolicitedInbound;
        (IpAddress address, ushort port) = bindings.OutsideOf(binding);
        Rewrite.Source(ref walk.Packet, address, port);
        return DropReason.None;
    }

    // Sessions of ICMP queries begin inside: what comes in answers one, and what goes out asks. (RFC 5508 section 3.1)
    private int FindAnswered(Walk walk, int bindingsOf)
    {
        if (walk.Packet.IsIcmp && !ConnectionKey.IsReply(in walk.Packet)) return -1;
        NatKey outside = NatKey.Outside(bindingsOf, in walk.Packet);
        int binding = bindings.Find(in outside, walk.Packet.TimeNs);
        if (binding >= 0) Keep(walk, binding, outbound: false);
        return binding;
    }

    private int FindQuoted(int bindingsOf, in Passage error)
    {
        NatKey outside = NatKey.OutsideOfQuoted(bindingsOf, in error.Quote);
        return bindings.Find(in outside, error.TimeNs);
    }

    private void Keep(Walk walk, int binding, bool outbound)
    {
        bindings.Refresh(binding, walk.Packet.TimeNs);
        walk.Keep(Touch.Binding(binding, bindings.SerialOf(binding), outbound));
    }
}
