using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Scenarios.Tracing;

namespace VpcSim.Scenarios.Tests.Tracing;

/// <summary>Traces between all that designs of the wild hold: each is answered, or refused with words.</summary>
public class EveryEndTests
{
    private static readonly string[] _beyond = ["internet", "203.0.113.9", "2001:db8:77::7", "dns", "metadata", "time", "s3", "dynamodb", "ssm", "224.0.0.1", "10.0.0.9", "nobody", "", ":", "[", "x:y:z"];

    public static TheoryData<string> Designs
    {
        get
        {
            string examples = Path.Combine(Repository.Root, "docs", "examples"), shared = Path.Combine(Repository.Root, "..", "shared", "designs");
            IEnumerable<string> own = Directory.EnumerateFiles(examples, "template.yaml", SearchOption.AllDirectories);
            IEnumerable<string> others = !Directory.Exists(shared) ? [] :
                [.. Directory.EnumerateFiles(Path.Combine(shared, "cloudformation")), .. Directory.EnumerateFiles(Path.Combine(shared, "terraform-plan"), "*.json"), .. Directory.EnumerateDirectories(Path.Combine(shared, "describe"))];
            return [.. own.Concat(others).Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void All_that_a_design_holds_can_be_asked_for(string path)
    {
        ImportResult import = DesignImporter.Load(Path.Combine(Repository.Root, path), new ImportOptions());
        if (!import.Succeeded) return; // parameters without defaults, or what AWS refuses
        Design design = import.Design;
        string[] ends = [.. NamesOf(design), .. _beyond];
        int answered = 0;
        foreach (string from in ends)
        {
            foreach (string to in ends.Where((_, i) => i % 9 == from.Length % 9))
            {
                TracePlan? plan = TracePlan.Make(new TraceRequest { From = from, To = to.Contains(':', StringComparison.Ordinal) ? $"[{to}]:443" : $"{to}:443" }, design, AwsIpRanges.Default, out ImmutableArray<TraceProblem> problems);
                Assert.Equal(plan is null, problems.Length > 0);
                Assert.All(problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Text)));
                if (plan is null) continue;
                PacketTrace trace = Tracer.Trace(plan, DataPathSettings.Default);
                answered++;
                if (trace.Forward.Outcome == Outcome.Dropped) Assert.Null(trace.Return);
                if (PacketTrace.IsThrough(trace.Forward)) Assert.NotEqual(Outcome.NotInDesign, trace.Return!.Outcome);
                Assert.True(trace.Forward.Forms.IsEmpty || trace.Forward.Forms.Length == trace.Forward.Trail.Length + 2);
            }
        }
        Assert.True(answered > 0 || design.NetworkInterfaces.IsEmpty);
    }

    private static IEnumerable<string> NamesOf(Design design) =>
    [
        .. design.NetworkInterfaces.Take(5).Select(eni => eni.Name), .. design.Instances.Take(4).Select(instance => instance.Id), .. design.Subnets.Take(3).Select(subnet => subnet.Name),
        .. design.Vpcs.Select(vpc => vpc.Id), .. design.InternetGateways.Select(gateway => gateway.Id), .. design.EgressOnlyInternetGateways.Select(gateway => gateway.Id),
        .. design.NatGateways.Select(gateway => gateway.Id), .. design.VpnGateways.Select(gateway => gateway.Id), .. design.VpnConnections.Select(vpn => vpn.Id),
        .. design.CustomerGateways.Select(gateway => gateway.Id), .. design.TransitGateways.Select(gateway => gateway.Id), .. design.TransitGatewayAttachments.Select(attachment => attachment.Id),
        .. design.PeeringConnections.Select(peering => peering.Id), .. design.VpcEndpoints.Select(endpoint => endpoint.Id), .. design.PrefixLists.Take(3).Select(list => list.Id),
        .. design.RouteTables.Take(2).Select(table => table.Id), .. design.SecurityGroups.Take(2).Select(group => group.Id), .. design.ElasticIps.Take(2).Select(address => address.AllocationId),
    ];
}
