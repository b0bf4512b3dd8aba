using System.Globalization;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Virtual private gateways, customer gateways, VPN connections with their static routes.</summary>
internal static class VpnKinds
{
    public static void Translate(Translation t)
    {
        foreach (Item gateway in t.Set.Of("VpnGateways"))
        {
            t.Declare(gateway, "VPNGateway", new Built(gateway.Place).Set("Type", "ipsec.1").Copy(gateway.Fields, "AmazonSideAsn").Tags(gateway.Fields));
            GatewayKinds.Attach(t, gateway, "VpcAttachments", "VpnGatewayId");
        }
        foreach (Item gateway in t.Set.Of("CustomerGateways")) Customer(t, gateway);
        foreach (Item connection in t.Set.Of("VpnConnections")) Connection(t, connection);
    }

    private static void Customer(Translation t, Item gateway)
    {
        bool isLong = long.TryParse(gateway.Fields.Text("BgpAsn"), NumberStyles.None, CultureInfo.InvariantCulture, out long asn) && asn > int.MaxValue;
        t.Declare(gateway, "CustomerGateway", new Built(gateway.Place).Set("Type", "ipsec.1").Copy(gateway.Fields, "IpAddress")
            .Set(isLong ? "BgpAsnExtended" : "BgpAsn", gateway.Fields.Scalar("BgpAsn")).Tags(gateway.Fields));
    }

    private static void Connection(Translation t, Item connection)
    {
        MappingNode fields = connection.Fields;
        MappingNode? options = fields.Mapping("Options");
        Built properties = new Built(connection.Place).Set("Type", "ipsec.1").Set("CustomerGatewayId", t.Id("CustomerGateways", fields.Scalar("CustomerGatewayId")))
            .Set("VpnGatewayId", t.Id("VpnGateways", fields.Scalar("VpnGatewayId"))).Set("TransitGatewayId", t.Id("TransitGateways", fields.Scalar("TransitGatewayId"))).Tags(fields);
        if (options is not null)
        {
            properties.Copy(options, "StaticRoutesOnly", "EnableAcceleration", "LocalIpv4NetworkCidr", "RemoteIpv4NetworkCidr", "TunnelInsideIpVersion", "OutsideIpAddressType");
            properties.Set("VpnTunnelOptionsSpecifications", options.Mappings("TunnelOptions").Select(Tunnel));
        }
        bool isStatic = options.IsTrue("StaticRoutesOnly");
        Node[] announced = isStatic ? [] : [.. Announced(t, connection)];
        if (announced.Length > 0)
            t.Finding("assumed", $"{connection.Name} routes by BGP, and its customer gateway is taken to announce what route tables show as propagated", connection.Name, connection.Place);
        t.Declare(connection, "VPNConnection", properties, announced.Length == 0 ? null : new Built(connection.Place).Set("Announces", announced));
        foreach (MappingNode route in fields.Mappings("Routes"))
        {
            if (route.Scalar("DestinationCidrBlock") is not { } destination || !isStatic || route.Text("State") is "deleted" or "deleting") continue;
            t.Declare($"{connection.Name}/{destination.Text}", "VPNConnectionRoute", route.Place,
                new Built(route.Place).Set("VpnConnectionId", Translation.Ref(connection, route.Place)).Set("DestinationCidrBlock", destination));
        }
        if (fields.Mappings("VgwTelemetry").ToArray() is { Length: > 0 } tunnels && Array.Exists(tunnels, tunnel => tunnel.Text("Status") == "DOWN"))
            t.Finding("assumed", $"{tunnels.Count(tunnel => tunnel.Text("Status") == "DOWN")} of {tunnels.Length} tunnels of {connection.Name} were down when the output was written; they are taken to be up", connection.Name, connection.Place);
    }

    private static MappingNode Tunnel(MappingNode tunnel) => new Built(tunnel.Place).Copy(tunnel, "TunnelInsideCidr")
        .Set("DPDTimeoutSeconds", tunnel.Scalar("DpdTimeoutSeconds"))
        .Set("Phase2EncryptionAlgorithms", tunnel.Mappings("Phase2EncryptionAlgorithms")).Set("Phase2IntegrityAlgorithms", tunnel.Mappings("Phase2IntegrityAlgorithms")).Node;

    private static IEnumerable<MappingNode> Announced(Translation t, Item connection) => t.Set.Of("RouteTables")
        .SelectMany(table => table.Fields.Mappings("Routes"))
        .Where(route => route.Text("Origin") == "EnableVgwRoutePropagation" && route.Text("GatewayId") is { } gateway && gateway == connection.Fields.Text("VpnGatewayId"))
        .Select(route => route.Scalar("DestinationCidrBlock")).OfType<ScalarNode>().DistinctBy(prefix => prefix.Text)
        .Select(prefix => new Built(prefix.Place).Set("Prefix", prefix).Node);
}
