using System.Collections.Immutable;
using CsCheck;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;

namespace VpcSim.Model.Tests.Provisioning;

public class ProvisionerTests
{
    private static readonly Gen<NetworkInterface> _anyInterface =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, Gen.Bool, (number, subnet, secondary, launched, pinned) =>
        {
            string address = pinned ? $"10.0.{subnet}.{number + 10}" : "";
            NetworkInterface made = Sample.Interface($"i{number}", "ABC"[subnet].ToString(), pinned ? address : null);
            return made with { CreatedByLaunch = launched, SecondaryPrivateAddressCount = secondary };
        });

    private static readonly Gen<Design> _anyDesign = Gen.Select(_anyInterface.List[0, 25], Gen.Bool, Gen.Bool, (interfaces, nat, endpoint) => Whole() with
    {
        NetworkInterfaces = [.. interfaces.DistinctBy(item => item.Name)],
        NatGateways = nat ? [Sample.Nat("Nat", "A", "One")] : [],
        VpcEndpoints = endpoint ? [Sample.Gateway("s3", tables: "T"), Sample.InterfaceEndpoint("Secrets", "A", "B")] : [],
    });

    [Fact]
    public void Provisioning_a_completed_design_changes_nothing() => _anyDesign.Sample(design =>
    {
        ProvisionResult once = design.Provision();
        ProvisionResult twice = once.Design.Provision();
        return DesignText.Of(once.Design) == DesignText.Of(twice.Design) && once.Errors.SequenceEqual(twice.Errors);
    }, iter: 100);

    [Fact]
    public void The_order_in_which_resources_are_written_changes_no_address() => Gen.Select(_anyDesign, Gen.Int).Sample((design, seed) =>
    {
        Design shuffled = design with
        {
            NetworkInterfaces = Shuffle(design.NetworkInterfaces, seed),
            Subnets = Shuffle(design.Subnets, seed),
            ElasticIps = Shuffle(design.ElasticIps, seed),
            RouteTables = Shuffle(design.RouteTables, seed),
            VpcEndpoints = Shuffle(design.VpcEndpoints, seed),
        };
        return Sorted(design.Provision().Design) == Sorted(shuffled.Provision().Design);
    }, iter: 100);

    [Fact]
    public void No_address_is_given_twice() => _anyDesign.Sample(design =>
    {
        IEnumerable<PrivateAddress> all = design.Provision().Design.NetworkInterfaces.SelectMany(item => item.PrivateAddresses);
        IpAddress[] privates = [.. all.Select(item => item.Address)];
        IpAddress[] publics = [.. all.Where(item => item.PublicAddress is not null).Select(item => item.PublicAddress!.Value)];
        return privates.Distinct().Count() == privates.Length && publics.Distinct().Count() == publics.Length;
    }, iter: 100);

    [Fact]
    public void A_bad_design_never_throws()
    {
        Design dangling = new()
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24", vpc: "Nowhere")],
            NetworkInterfaces = [Sample.Interface("Web", "Nowhere", groups: "Nobody"), Sample.Interface("App")],
            SecurityGroups = [Sample.Group("G", "Nowhere", Sample.FromGroup("Nobody"))],
            NetworkAcls = [Sample.Acl("N", Sample.Entry(0))],
            RouteTables = [Sample.Table("T", Sample.Route("0.0.0.0/0", RouteTargetKind.InternetGateway, "igw-none")) with { PropagatingGatewayIds = ["vgw-none"] }],
            NatGateways = [Sample.Nat("Nat", "Nowhere", "Nothing")],
            ElasticIps = [Sample.Eip("Eip", networkInterface: "Nobody")],
            InternetGateways = [Sample.Internet(vpc: "Nowhere")],
            VpnGateways = [Sample.Vgw("Vgw", "Nowhere")],
            VpnConnections = [Sample.Vpn("Vpn", "none", isStatic: true)],
            VpcEndpoints = [Sample.Gateway("s3", tables: "none"), Sample.InterfaceEndpoint("E", "none")],
            PeeringConnections = [Sample.Peering("Nowhere", "Elsewhere")],
            GatewayAttachments = [new GatewayAttachment("igw-none", "vpc-none", "Attachment")],
        };
        string[] codes = [.. dangling.Provision().Errors.Select(error => error.Code).Distinct()];
        Assert.Contains("InvalidVpcID.NotFound", codes);
        Assert.Contains("InvalidSubnetID.NotFound", codes);
        Assert.Contains("InvalidGroup.NotFound", codes);
        Assert.Contains("InvalidAllocationID.NotFound", codes);
    }

    [Fact] // what describe-* leaves out may still be there
    public void A_running_designs_missing_references_and_raised_quotas_are_findings()
    {
        Design design = Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("Web", groups: "Nobody")],
            Vpcs = [.. Enumerable.Range(0, 6).Select(number => Sample.Vpc(number == 0 ? "Vpc" : $"Vpc{number}"))],
        };
        ProvisionResult running = design.Provision(ProvisionOptions.Default with { AlreadyRuns = true });
        Assert.Empty(running.Errors);
        Assert.Equal(["not-in-output", "quota-exceeded"], running.Findings.Select(finding => finding.Code));
        Assert.Equal(["InvalidGroup.NotFound", "VpcLimitExceeded"], design.Provision().Errors.Select(error => error.Code));
    }

    [Fact] // a quadratic step would double the cost of each instance with their number
    public void What_an_instance_takes_to_provision_does_not_grow_with_their_number()
    {
        Assert.Empty(Instances(100).Provision().Errors);
        Assert.InRange(AllocatedFor(2_000), 0, 3 * AllocatedFor(1_000));
    }

    private static long AllocatedFor(int instances)
    {
        Design design = Instances(instances);
        long before = GC.GetAllocatedBytesForCurrentThread();
        design.Provision();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Design Instances(int count) => new()
    {
        Vpcs = [Sample.Vpc()],
        Subnets = [.. Enumerable.Range(0, 10).Select(number => Sample.Subnet($"S{number}", $"10.0.{number}.0/24") with { MapPublicIpOnLaunch = true })],
        NetworkInterfaces = [.. Enumerable.Range(0, count).Select(number => Sample.Launched($"i{number}", $"S{number % 10}"))],
    };

    private static Design Whole() => new()
    {
        Vpcs = [Sample.Vpc()],
        Subnets =
        [
            Sample.Subnet("A", "10.0.0.0/24") with { MapPublicIpOnLaunch = true },
            Sample.Subnet("B", "10.0.1.0/24", zone: "us-east-1b"),
            Sample.Subnet("C", "10.0.2.0/24", zone: "us-east-1c"),
        ],
        InternetGateways = [Sample.Internet()],
        ElasticIps = [Sample.Eip("One"), Sample.Eip("Two")],
        VpnGateways = [Sample.Vgw("Vgw", "Vpc")],
        VpnConnections = [Sample.Vpn("Vpn", "Vgw", isStatic: true, "192.168.0.0/24")],
        RouteTables =
        [
            Sample.Table("T", Sample.Route("0.0.0.0/0", RouteTargetKind.InternetGateway, "igw-Igw")) with { PropagatingGatewayIds = ["vgw-Vgw"] },
            Sample.Table("U"),
        ],
    };

    private static ImmutableArray<T> Shuffle<T>(ImmutableArray<T> items, int seed)
    {
        T[] shuffled = [.. items];
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    }

    private static string Sorted(Design design) => DesignText.Of(design with
    {
        NetworkInterfaces = [.. design.NetworkInterfaces.OrderBy(item => item.Id, StringComparer.Ordinal)],
        Subnets = [.. design.Subnets.OrderBy(item => item.Id, StringComparer.Ordinal)],
        ElasticIps = [.. design.ElasticIps.OrderBy(item => item.AllocationId, StringComparer.Ordinal)],
        RouteTables = [.. design.RouteTables.OrderBy(item => item.Id, StringComparer.Ordinal)],
        VpcEndpoints = [.. design.VpcEndpoints.OrderBy(item => item.Id, StringComparer.Ordinal)],
        PrefixLists = [.. design.PrefixLists.OrderBy(item => item.Id, StringComparer.Ordinal)],
    });
}
