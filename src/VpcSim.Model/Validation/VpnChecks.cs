using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Validation;

/// <summary>ASNs, tunnel options, virtual interfaces and what their BGP sessions may announce. (Site-to-Site VPN guide; Direct Connect guide)</summary>
internal static class VpnChecks
{
    /// <summary>Routes that a gateway advertises to a customer's device; the rest is left out. (Site-to-Site VPN guide, "Quotas")</summary>
    private const int MostAdvertised = 1_000;

    private const int LeastDpdTimeout = 30;

    private static readonly Cidr _inside = Cidr.Parse("169.254.0.0/16");

    private static readonly Cidr[] _reservedInside =
    [
        .. Enumerable.Range(0, 6).Select(third => Cidr.Parse($"169.254.{third}.0/30")), Cidr.Parse("169.254.169.252/30"),
    ];

    public static void Check(Draft draft)
    {
        CheckAsns(draft);
        var insideBlocks = new HashSet<(string Gateway, Cidr Block)>();
        foreach (VpnConnection connection in draft.AsWritten.VpnConnections)
        {
            if (connection.IsAccelerated && connection.VpnGatewayId is not null)
                draft.Refuse("InvalidParameterCombination", "A virtual private gateway takes no accelerated connection; end it at a transit gateway.", connection.Name);
            if (connection.VpnGatewayId is not null && connection.TransitGatewayId is not null)
                draft.Refuse("InvalidParameterCombination", "A connection ends at a virtual private gateway or at a transit gateway, not at both.", connection.Name);
            if (connection.VpnGatewayId is not null && (connection.CarriesIPv6 || connection.IsPrivate))
                draft.Refuse("InvalidParameterCombination", "A virtual private gateway takes no connection for IPv6 or between private addresses; end it at a transit gateway.", connection.Name);
            for (int tunnel = 1; tunnel <= connection.Tunnels.Length; tunnel++) CheckTunnel(draft, connection, tunnel, insideBlocks);
            CheckAnnounced(draft, connection);
        }
        CheckVirtualInterfaces(draft);
        foreach (VpnGateway gateway in draft.VpnGateways) CheckLearned(draft, gateway);
    }

    // EC2 API, CreateVpnGateway and CreateCustomerGateway. Gateways made before 2018 may have one of Amazon's public ASNs.
    private static void CheckAsns(Draft draft)
    {
        foreach (VpnGateway gateway in draft.VpnGateways)
            if (!draft.Options.AlreadyRuns) CheckPrivate(draft, gateway.AmazonSideAsn, gateway.Name);
        foreach (DirectConnectGateway gateway in draft.AsWritten.DirectConnectGateways) CheckPrivate(draft, gateway.AmazonSideAsn, gateway.Name);
        foreach (CustomerGateway customer in draft.AsWritten.CustomerGateways)
        {
            string? where = (customer.BgpAsn, draft.AsWritten.Region) switch
            {
                (7224, _) => "all regions",
                (9059, "eu-west-1") or (10124, "ap-northeast-1") or (17943, "ap-southeast-1") => draft.AsWritten.Region,
                _ => null,
            };
            if (where is not null)
                draft.Refuse("InvalidParameterValue", $"The ASN {customer.BgpAsn} is reserved in {where}; give the customer gateway another one.", customer.Name);
        }
    }

    private static void CheckPrivate(Draft draft, long asn, string name)
    {
        if (asn is (>= 64512 and <= 65534) or (>= 4_200_000_000 and <= 4_294_967_294)) return;
        draft.Refuse("InvalidParameterValue", $"The Amazon side ASN {asn} is not private: choose one from 64512 to 65534 or from 4200000000 to 4294967294.", name);
    }

    // EC2 API, VpnTunnelOptionsSpecification; Site-to-Site VPN guide, "VPN tunnel options"
    private static void CheckTunnel(Draft draft, VpnConnection connection, int tunnel, HashSet<(string Gateway, Cidr Block)> insideBlocks)
    {
        VpnTunnel options = connection.Tunnels[tunnel - 1];
        if (options.DpdTimeoutSeconds < LeastDpdTimeout)
            Refuse($"a DPD timeout of {options.DpdTimeoutSeconds} seconds is below {LeastDpdTimeout}");
        foreach (string cipher in options.Phase2Encryption)
            if (!TunnelMtu.Ciphers.Contains(cipher)) Refuse($"the cipher {cipher} is none of {string.Join(", ", TunnelMtu.Ciphers)}");
        foreach (string hash in options.Phase2Integrity)
            if (!TunnelMtu.Hashes.Contains(hash)) Refuse($"the hash {hash} is none of {string.Join(", ", TunnelMtu.Hashes)}");
        if (options.InsideCidr is not { } block) return;
        if (block.PrefixLength != 30 || !_inside.Contains(block)) Refuse($"the inside block {block} is no /30 of {_inside}");
        else if (_reservedInside.Contains(block)) Refuse($"the inside block {block} is reserved");
        else if (!insideBlocks.Add((connection.VpnGatewayId ?? connection.TransitGatewayId ?? connection.Id, block)))
            Refuse($"the inside block {block} is used by another tunnel of the same gateway");

        void Refuse(string what) => draft.Refuse("InvalidParameterValue", $"Tunnel {tunnel}: {what}.", connection.Name);
    }

    private static void CheckAnnounced(Draft draft, VpnConnection connection)
    {
        if (connection.Announces is not { } announced) return;
        if (connection.StaticRoutesOnly)
            draft.Findings.Add(new Finding("announcement-ignored", "The connection routes statically: what its metadata announces is ignored.", connection.Name));
        int most = Enumerable.Range(1, connection.Tunnels.Length).Max(tunnel => LearnedRoutes.PrefixesIn(announced, tunnel));
        CheckSession(draft, most, LearnedRoutes.MostPrefixesOf(connection), connection.Name);
        if (draft.VpnGateways.Find(connection.VpnGatewayId) is { } gateway) CheckLoops(draft, announced, gateway.AmazonSideAsn, gateway.Name, connection.Name);
        if (draft.TransitGateways.Find(connection.TransitGatewayId) is { } transit) CheckLoops(draft, announced, transit.AmazonSideAsn, transit.Name, connection.Name);
    }

    private static void CheckSession(Draft draft, int prefixes, int most, string name)
    {
        if (prefixes <= most) return;
        draft.Findings.Add(new Finding("bgp-session-ends",
            $"{prefixes} prefixes are announced in one BGP session, which takes {most}: AWS ends it, and none is known.", name));
    }

    private static void CheckLoops(Draft draft, IEnumerable<Announcement> announced, long amazonSideAsn, string gateway, string name)
    {
        foreach (Announcement item in announced)
        {
            if (!item.AsPath.Contains(amazonSideAsn)) continue;
            draft.Findings.Add(new Finding("announcement-ignored",
                $"The AS path of {item.Prefix} holds {amazonSideAsn}, {gateway}'s own: a loop, which BGP does not take.", name));
        }
    }

    // Direct Connect API, CreatePrivateVirtualInterface and CreateDirectConnectGatewayAssociation
    private static void CheckVirtualInterfaces(Draft draft)
    {
        const string code = "DirectConnectClientException";
        foreach (PrivateVirtualInterface link in draft.AsWritten.PrivateVirtualInterfaces)
        {
            if (link.IsTransit && (link.VpnGatewayId is not null || link.DirectConnectGatewayId is null))
                draft.Refuse(code, "A transit virtual interface leads to a Direct Connect gateway: name it.", link.Name);
            else if (!link.IsTransit && (link.VpnGatewayId is null) == (link.DirectConnectGatewayId is null))
                draft.Refuse(code, "A private virtual interface leads to a virtual private gateway or to a Direct Connect gateway: name one of them.", link.Name);
            if (link.Mtu is not (1500 or 8500 or 9001) || (link.IsTransit && link.Mtu == 9001))
                draft.Refuse(code, $"The MTU {link.Mtu} is none of a virtual interface: 1500, or 8500 with jumbo frames.", link.Name);
            if (link.Announces is not { } announced) continue;
            CheckSession(draft, LearnedRoutes.PrefixesIn(announced, tunnel: 0), LearnedRoutes.MostPrefixesPerSession, link.Name);
            foreach (VpnGateway gateway in draft.VpnGateways)
                if (VirtualInterfaces.Of(draft.AsWritten, gateway.Id).Contains(link)) CheckLoops(draft, announced, gateway.AmazonSideAsn, gateway.Name, link.Name);
        }
        var associated = new HashSet<string>(StringComparer.Ordinal);
        foreach (DirectConnectGatewayAssociation association in draft.AsWritten.DirectConnectGatewayAssociations)
        {
            if (draft.TransitGateways.Find(association.GatewayId) is { } transit) CheckTransitAssociation(draft, association, transit);
            else if (!associated.Add(association.GatewayId))
                draft.Refuse(code, $"The gateway {association.GatewayId} is associated with a Direct Connect gateway already: one for each.", association.Name);
            else if (draft.VpnGateways.Find(association.GatewayId) is { VpcId: null } gateway)
                draft.Refuse(code, $"The virtual private gateway {gateway.Name} is attached to no VPC; attach it first.", association.Name);
        }
    }

    // Direct Connect guide, "Transit gateway associations": ASNs that differ, and no private virtual interfaces or virtual private gateways beside.
    private static void CheckTransitAssociation(Draft draft, DirectConnectGatewayAssociation association, TransitGateway transit)
    {
        const string code = "DirectConnectClientException";
        string direct = association.DirectConnectGatewayId;
        if (draft.AsWritten.DirectConnectGateways.Any(gateway => gateway.Id == direct && gateway.AmazonSideAsn == transit.AmazonSideAsn))
            draft.Refuse(code, $"The Direct Connect gateway and {transit.Name} have the same ASN {transit.AmazonSideAsn}: give them different ones.", association.Name);
        bool isPrivate = draft.AsWritten.PrivateVirtualInterfaces.Any(link => !link.IsTransit && link.DirectConnectGatewayId == direct)
            || draft.AsWritten.DirectConnectGatewayAssociations.Any(other => other.DirectConnectGatewayId == direct && draft.VpnGateways.Find(other.GatewayId) is not null);
        if (isPrivate)
            draft.Refuse(code, "The Direct Connect gateway serves private virtual interfaces or virtual private gateways; transit gateways need another one.", association.Name);
    }

    private static void CheckLearned(Draft draft, VpnGateway gateway)
    {
        int blocks = draft.Vpcs.Find(gateway.VpcId)?.AllCidrBlocks.Count(block => block.IsIPv4) ?? 0;
        int prefixes = blocks + LearnedRoutes.Of(draft.AsWritten, gateway).Select(route => route.Prefix).Distinct().Count();
        if (prefixes > MostAdvertised)
        {
            draft.Findings.Add(new Finding("routes-not-advertised",
                $"The gateway knows {prefixes} prefixes and advertises {MostAdvertised} of them to a customer's device: which, AWS does not say.", gateway.Name));
        }
    }
}
