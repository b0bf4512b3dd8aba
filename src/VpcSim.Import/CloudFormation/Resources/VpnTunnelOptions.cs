using System.Collections.Immutable;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>The two tunnels of a VPN connection: <c>VpnTunnelOptionsSpecifications</c>, and what the metadata says of them.</summary>
internal static class VpnTunnelOptions
{
    private const int Tunnels = 2;

    public static ImmutableArray<VpnTunnel> Read(ResourceReader r)
    {
        PropertyReader[] specified = [.. r.Mappings("VpnTunnelOptionsSpecifications")];
        if (specified.Length > Tunnels)
            r.Error("InvalidParameterValue", $"A connection has {Tunnels} tunnels, and there are options for {specified.Length}", r.PlaceOf("VpnTunnelOptionsSpecifications"));
        var tunnels = ImmutableArray.CreateBuilder<VpnTunnel>();
        for (int tunnel = 1; tunnel <= Tunnels; tunnel++)
        {
            VpnTunnel options = specified.Length >= tunnel ? Options(specified[tunnel - 1]) : VpnTunnel.Default;
            tunnels.Add(options with { Outages = LinkMetadata.Outages(r, tunnel) });
        }
        return tunnels.ToImmutable();
    }

    private static VpnTunnel Options(PropertyReader options) => new()
    {
        InsideCidr = options.Cidr("TunnelInsideCidr"),
        DpdTimeoutSeconds = options.Integer("DPDTimeoutSeconds") ?? VpnTunnel.Default.DpdTimeoutSeconds,
        DpdAction = Action(options),
        Phase2Encryption = Values(options, "Phase2EncryptionAlgorithms"),
        Phase2Integrity = Values(options, "Phase2IntegrityAlgorithms"),
    };

    private static DpdAction Action(PropertyReader options)
    {
        const string name = "DPDTimeoutAction";
        switch (options.Text(name))
        {
            case null or "clear":
                return DpdAction.Clear;
            case "none":
                return DpdAction.None;
            case "restart":
                return DpdAction.Restart;
            case var other:
                options.Invalid(name, $"Value ({other}) for parameter {name} is invalid. It is clear, none or restart.");
                return DpdAction.Clear;
        }
    }

    private static ImmutableArray<string> Values(PropertyReader options, string name) =>
        [.. options.Mappings(name).Select(item => item.Text("Value")).OfType<string>()];
}
