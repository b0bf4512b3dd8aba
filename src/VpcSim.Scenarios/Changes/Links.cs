using VpcSim.Model.Designs;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>VPN connections and virtual interfaces by name.</summary>
internal static class Links
{
    /// <summary>The place of a VPN connection; null where the name is none's.</summary>
    /// <exception cref="ChangeRefusedException">It has no such tunnel.</exception>
    public static int? FindConnection(Design design, string name, int tunnel)
    {
        for (int i = 0; i < design.VpnConnections.Length; i++)
        {
            if (design.VpnConnections[i].Name != name && design.VpnConnections[i].Id != name) continue;
            int count = design.VpnConnections[i].Tunnels.Length;
            return tunnel <= count ? i : throw new ChangeRefusedException("InvalidParameterValue", $"The VPN connection {name} has {count} tunnels, not {tunnel}.");
        }
        return null;
    }

    /// <summary>The place of a VPN connection, named with or without one of its tunnels, or of a virtual interface.</summary>
    /// <exception cref="ChangeRefusedException">The name is none's.</exception>
    public static int Place(Design design, string name)
    {
        string bare = name.EndsWith("/1", StringComparison.Ordinal) || name.EndsWith("/2", StringComparison.Ordinal) ? name[..^2] : name;
        return FindConnection(design, bare, 0) ?? FindVirtualInterface(design, bare);
    }

    /// <summary>The place of a virtual interface.</summary>
    /// <exception cref="ChangeRefusedException">The name is neither a virtual interface's nor a VPN connection's.</exception>
    public static int FindVirtualInterface(Design design, string name)
    {
        for (int i = 0; i < design.PrivateVirtualInterfaces.Length; i++)
            if (design.PrivateVirtualInterfaces[i].Name == name || design.PrivateVirtualInterfaces[i].Id == name) return i;
        string[] known = [.. design.VpnConnections.Select(static connection => connection.Name), .. design.PrivateVirtualInterfaces.Select(static link => link.Name)];
        string hint = known.Length == 0 ? "the design has neither" : $"the nearest names are {string.Join(", ", NearestNames.Of(name, known))}";
        throw new ChangeRefusedException("InvalidVpnConnectionID.NotFound", $"The VPN connection or virtual interface '{name}' does not exist; {hint}.") { UnknownName = name };
    }
}
