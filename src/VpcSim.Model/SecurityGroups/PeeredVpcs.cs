using VpcSim.Model.Gateways;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.SecurityGroups;

/// <summary>Which VPCs may name each other's security groups: those that a peering connection joins within one region. (VPC peering guide, "Reference peer security groups")</summary>
public sealed class PeeredVpcs
{
    private readonly Dictionary<(string, string), PeeringConnection> _joined = [];
    private readonly HashSet<(string, string)> _acrossRegions = [];

    /// <param name="connections">The design's peering connections, active or not.</param>
    /// <param name="find">A VPC of the design by its id; null where the design does not hold it.</param>
    public PeeredVpcs(IEnumerable<PeeringConnection> connections, Func<string, Vpc?> find)
    {
        foreach (PeeringConnection connection in connections)
        {
            (string requester, string accepter) = (connection.RequesterVpcId, connection.AccepterVpcId);
            if (find(requester)?.Region is not { } near || find(accepter)?.Region is not { } far) continue;
            if (near != far) _acrossRegions.UnionWith([(requester, accepter), (accepter, requester)]);
            else Join(requester, accepter, connection);
        }
    }

    /// <summary>Whether a rule of one VPC's group that names a group of the other matches its members: the connection is active.</summary>
    public bool AreJoined(string vpc, string other) => vpc == other || ConnectionOf(vpc, other) is { IsActive: true };

    /// <summary>The connection between two VPCs of one region, active or not; an active one if there is one.</summary>
    public PeeringConnection? ConnectionOf(string vpc, string other) => _joined.GetValueOrDefault((vpc, other));

    /// <summary>Whether two VPCs of different regions are peered: there groups cannot be named.</summary>
    public bool AreAcrossRegions(string vpc, string other) => _acrossRegions.Contains((vpc, other));

    private void Join(string requester, string accepter, PeeringConnection connection)
    {
        if (ConnectionOf(requester, accepter) is { IsActive: true }) return;
        _joined[(requester, accepter)] = _joined[(accepter, requester)] = connection;
    }
}
