using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.Naming;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Provisioning;

/// <summary>A design on its way from written to complete, and what was found wrong so far.</summary>
internal sealed class Draft(Design asWritten, ProvisionOptions options)
{
    public Design AsWritten => asWritten;

    public ProvisionOptions Options => options;

    public Quotas Quotas => options.Quotas;

    public List<DesignError> Errors { get; private init; } = [];

    public List<Finding> Findings { get; private init; } = [];

    public List<QuotaUse> NearQuotas { get; private init; } = [];

    public Catalog<Vpc> Vpcs { get; } = new(asWritten.Vpcs, static vpc => vpc.Id);

    public Catalog<Subnet> Subnets { get; } = new(asWritten.Subnets, static subnet => subnet.Id);

    public Catalog<NetworkInterface> Interfaces { get; } = new(asWritten.NetworkInterfaces, static networkInterface => networkInterface.Id);

    public Catalog<SecurityGroup> Groups { get; } = new(asWritten.SecurityGroups, static group => group.Id);

    public Catalog<NetworkAcl> Acls { get; } = new(asWritten.NetworkAcls, static acl => acl.Id);

    public Catalog<RouteTable> Tables { get; } = new(asWritten.RouteTables, static table => table.Id);

    public Catalog<InternetGateway> InternetGateways { get; } = new(asWritten.InternetGateways, static gateway => gateway.Id);

    public Catalog<EgressOnlyInternetGateway> EgressOnlyGateways { get; } =
        new(asWritten.EgressOnlyInternetGateways, static gateway => gateway.Id);

    public Catalog<NatGateway> NatGateways { get; } = new(asWritten.NatGateways, static gateway => gateway.Id);

    public Catalog<ElasticIp> ElasticIps { get; } = new(asWritten.ElasticIps, static elasticIp => elasticIp.AllocationId);

    public Catalog<PeeringConnection> Peerings { get; } = new(asWritten.PeeringConnections, static peering => peering.Id);

    public Catalog<VpnGateway> VpnGateways { get; } = new(asWritten.VpnGateways, static gateway => gateway.Id);

    public Catalog<TransitGateway> TransitGateways { get; } = new(asWritten.TransitGateways, static gateway => gateway.Id);

    public Catalog<TransitGatewayAttachment> TransitAttachments { get; } =
        new(asWritten.TransitGatewayAttachments, static attachment => attachment.Id);

    public Catalog<TransitGatewayRouteTable> TransitTables { get; } = new(asWritten.TransitGatewayRouteTables, static table => table.Id);

    public List<TransitGatewayAssociation> TransitAssociations { get; } = [.. asWritten.TransitGatewayAssociations];

    public List<TransitGatewayPropagation> TransitPropagations { get; } = [.. asWritten.TransitGatewayPropagations];

    public Catalog<VpcEndpoint> Endpoints { get; } = new(asWritten.VpcEndpoints, static endpoint => endpoint.Id);

    public Catalog<PrefixList> PrefixLists { get; } = new(asWritten.PrefixLists, static list => list.Id);

    public HashSet<string> InstanceIds { get; } = [.. asWritten.Instances.Select(static instance => instance.Id)];

    /// <summary>The VPC that a subnet names; null where either is missing.</summary>
    public Vpc? VpcOf(string? subnetId) => Vpcs.Find(Subnets.Find(subnetId)?.VpcId);

    /// <summary>The VPC of a NAT gateway, zonal or regional; null where what it names is missing.</summary>
    public Vpc? VpcOf(NatGateway gateway) => gateway.IsRegional ? Vpcs.Find(gateway.VpcId) : VpcOf(gateway.SubnetId);

    /// <summary>The id of something that AWS makes in a VPC.</summary>
    public static string DeriveId(string prefix, Vpc vpc, string name) => AwsIds.Derive(prefix, vpc.AccountId, vpc.Region, name);

    /// <summary>What checks look at: the draft without what has been deleted under way. Errors and findings are shared.</summary>
    public Draft WithoutDeleted()
    {
        Design complete = Complete();
        Design living = Deletions.LeaveOut(complete);
        return ReferenceEquals(living, complete) ? this : new Draft(living, options) { Errors = Errors, Findings = Findings, NearQuotas = NearQuotas };
    }

    /// <summary>What AWS refuses whatever the account.</summary>
    public void Refuse(string code, string message, string resource) => Errors.Add(new DesignError(code, message, resource));

    /// <summary>A reference to something that is not there; a running design may hold more than its output shows.</summary>
    public void RefuseMissing(string code, string message, string resource)
    {
        if (options.AlreadyRuns)
            Findings.Add(new Finding("not-in-output", message, resource));
        else
            Errors.Add(new DesignError(code, message, resource));
    }

    /// <summary>A quota exceeded: refused with the quota's own code; the message gains the remedy.</summary>
    public void RefuseQuota(string quota, int count, string message, string resource)
    {
        Quota known = Quotas.Find(quota);
        string limit = $"{message}: {count}, and the quota is {options.Quotas[quota]}";
        if (!known.IsAdjustable)
        {
            Errors.Add(new DesignError(known.Code, $"{limit}, which AWS does not adjust.", resource));
            return;
        }
        if (options.AlreadyRuns)
        {
            Findings.Add(new Finding("quota-exceeded", $"{limit}; AWS must have raised it.", resource));
            return;
        }
        string most = known.Maximum is { } maximum ? $" (AWS grants up to {maximum})" : "";
        string remedy = known.Maximum < count ? "Use fewer." : $"If AWS has raised yours, say --quota {quota}={count}{most}.";
        Errors.Add(new DesignError(known.Code, $"{limit}. {remedy}", resource) { AdjustableQuota = quota });
    }

    /// <summary>Refuses a count above a quota.</summary>
    public void Limit(string quota, int count, string message, string resource)
    {
        if (count > options.Quotas[quota]) RefuseQuota(quota, count, message, resource);
        else NoteUse(quota, count, options.Quotas[quota], resource);
    }

    /// <summary>Notes a count that is not above its limit, from 80 % of that on.</summary>
    public void NoteUse(string quota, int count, int limit, string of)
    {
        if (count * 5L >= limit * 4L) NearQuotas.Add(new QuotaUse(Quotas.Find(quota), count, limit, of));
    }

    public Design Complete() => asWritten with
    {
        Vpcs = Vpcs.ToImmutable(),
        Subnets = Subnets.ToImmutable(),
        NetworkInterfaces = Interfaces.ToImmutable(),
        SecurityGroups = Groups.ToImmutable(),
        NetworkAcls = Acls.ToImmutable(),
        RouteTables = Tables.ToImmutable(),
        InternetGateways = InternetGateways.ToImmutable(),
        NatGateways = NatGateways.ToImmutable(),
        ElasticIps = ElasticIps.ToImmutable(),
        VpnGateways = VpnGateways.ToImmutable(),
        TransitGateways = TransitGateways.ToImmutable(),
        TransitGatewayAttachments = TransitAttachments.ToImmutable(),
        TransitGatewayRouteTables = TransitTables.ToImmutable(),
        TransitGatewayAssociations = [.. TransitAssociations],
        TransitGatewayPropagations = [.. TransitPropagations],
        VpcEndpoints = Endpoints.ToImmutable(),
        PrefixLists = PrefixLists.ToImmutable(),
    };
}
