using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Scenarios.Tests.Tracing;

namespace VpcSim.Scenarios.Tests.Designs;

/// <summary>The example with a load balancer, an Auto Scaling group, a database, a cache, files and a function: who reaches whom, at which port.</summary>
public class WorkloadTests
{
    private const string Refused = "dropped ENI_SG_RULES_MISMATCH by ";

    private static readonly Lazy<Design> _shop = new(() => Trial.OfFile(Path.Combine(Repository.Root, "docs", "examples", "workloads", "shop.yaml")).Design);

    [Theory]
    [InlineData("internet", "Balancer/PublicA:443", "delivered to Balancer/PublicA")]
    [InlineData("internet", "Balancer/PublicA:80", Refused + "Balancer/PublicA")]
    [InlineData("Balancer/PublicA", "Server/2:8080", "delivered to Server/2")]
    [InlineData("Report", "Server/2:8080", Refused + "Server/2")]
    [InlineData("Server/1", "Database:5432", "delivered to Database")]
    [InlineData("Server/1", "Database", "delivered to Database")]
    [InlineData("Server/1", "Database:5433", Refused + "Database")]
    [InlineData("Balancer/PublicB", "Database:5432", Refused + "Database")]
    [InlineData("Report", "Database:5432", "delivered to Database")]
    [InlineData("Server/2", "FilesA:2049", "delivered to FilesA")]
    [InlineData("Server/2", "Cache/1:6379", Refused + "Cache/1")]
    [InlineData("internet", "Server/1:8080", "dropped IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS by Igw")]
    public void Who_reaches_whom(string from, string to, string ends) => Assert.Equal(ends, Traced.Of(_shop.Value, from, to).Forward);

    [Fact]
    public void What_has_several_interfaces_is_told_by_their_names()
    {
        NameResolution balancer = new NameIndex(_shop.Value).Resolve("Balancer");
        Assert.Equal((null, "Balancer has 2 network interfaces; name one: Balancer/PublicA, Balancer/PublicB"), (balancer.Interface, balancer.WhyNoInterface));
        Assert.Equal("Report/PrivateB", new NameIndex(_shop.Value).Resolve("Report").Interface?.Name);
    }

    [Fact]
    public void Hosts_listen_where_the_design_says_that_they_do()
    {
        Living world = new(_shop.Value);
        ActionResult query = world.Simulation.Do(new Connect("Server/1", "Database", 5432), world.Simulation.NowNs);
        ActionResult share = world.Simulation.Do(new Connect("Server/2", "FilesA", 2049), world.Simulation.NowNs);
        ActionResult server = world.Simulation.Do(new Connect("Balancer/PublicA", "Server/1", 8080), world.Simulation.NowNs);
        Assert.True(world.Simulation.RunToEnd(world.Simulation.NowNs + 1_000_000_000_000));
        Assert.Equal((ActionOutcome.Connected, ActionOutcome.Connected, ActionOutcome.Refused), (query.Outcome, share.Outcome, server.Outcome));
    }

    [Fact]
    public void A_database_is_of_its_service_and_a_launched_instance_its_own()
    {
        Design design = _shop.Value;
        NetworkInterface server = design.NetworkInterfaces.Single(eni => eni.Name == "Server/1"), database = design.NetworkInterfaces.Single(eni => eni.Name == "Database");
        Assert.Equal((false, true, null), (server.RequesterManaged, database.RequesterManaged, database.InstanceId));
        Assert.Equal(design.Instances.Single(instance => instance.Name == "Server/1").Id, server.InstanceId);
        Replayed replayed = new Trial(design).Run(new Capture().Add(Frame.Tcp($"{Address(server)}:40000", $"{Address(database)}:5432", "S")));
        Assert.Equal("delivered 1", replayed.Outcomes);
    }

    private static string Address(NetworkInterface eni) => eni.PrivateAddresses[0].Address.ToString();
}
