using VpcSim.DataPath;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Diagnosis;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Diagnosis;

/// <summary>Records of two interfaces of a real account that talked with each other alone: whose are they?</summary>
public class InterfaceAmbiguityTests
{
    private const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status";
    private const string Web = "10.0.1.10", App = "10.0.2.20";

    private static readonly Design _design = DesignBuilder.TwoSubnets.Group("web", "out tcp 80 to 0.0.0.0/0").Group("app", "in tcp 80 from sg-web").Eni("web", Web, "web").Eni("app", App, "app").Complete();

    [Fact]
    public void Two_that_talked_with_each_other_alone_are_ambiguous_and_not_absent()
    {
        NeededRules needed = Judge(Book("eni-a web app ACCEPT", "eni-a app web ACCEPT", "eni-b web app ACCEPT", "eni-b app web ACCEPT"));

        Assert.Equal((0L, 4L, 0L), (needed.NotPlaced, needed.Ambiguous, needed.Records));
    }

    [Fact] // VPC guide, "Flow log records", flow-direction
    public void The_direction_tells_them_apart()
    {
        NeededRules needed = Judge(Book("eni-a web app ACCEPT egress", "eni-a app web ACCEPT ingress", "eni-b web app ACCEPT ingress", "eni-b app web ACCEPT egress"));

        Assert.Equal((0L, 0L, 4L), (needed.NotPlaced, needed.Ambiguous, needed.Records));
    }

    [Fact]
    public void Where_one_of_the_two_is_known_the_other_one_is_what_is_left()
    {
        NeededRules needed = Judge(Book("eni-a web app ACCEPT", "eni-a app web ACCEPT", "eni-b web app ACCEPT", "eni-b web 192.0.2.1 REJECT"));

        Assert.Equal((0L, 0L), (needed.NotPlaced, needed.Ambiguous));
    }

    [Fact]
    public void Two_cannot_both_be_where_the_design_rejects()
    {
        FlowBook book = Book("eni-a web app REJECT 443", "eni-b web app REJECT 443");

        RejectGroup[] groups = [.. Logged.Explain(book, _design)];

        Assert.Equal(["eni-a", "eni-b"], groups.SelectMany(static group => group.InterfaceIds).Order(StringComparer.Ordinal));
        Assert.All(groups, static group => Assert.Equal((RejectCause.Ambiguous, -1, false), (group.Cause, group.Interface, group.IsExplained)));
        Assert.All(groups, static group => Assert.Equal(["app", "web"], group.Candidates.Select(static place => _design.NetworkInterfaces[place].Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void One_of_them_is_where_the_design_rejects_and_the_other_one_is_not()
    {
        RejectGroup group = Assert.Single(Logged.Explain(Book("eni-a web app REJECT 443", "eni-b web app ACCEPT 80"), _design));

        Assert.Equal((RejectCause.SecurityGroup, true, "web"), (group.Cause, group.Egress, _design.NetworkInterfaces[group.Interface].Name));
        Assert.Equal(["eni-a"], group.InterfaceIds);
    }

    [Fact]
    public void One_that_was_not_asked_for_is_a_witness_all_the_same()
    {
        FlowBook book = Book("eni-a web 192.0.2.1 ACCEPT", "eni-a web app ACCEPT", "eni-b web app REJECT 22");

        RejectGroup group = Assert.Single(Logged.Explain(book.At(_design, new HashSet<int>(), new HashSet<string> { "eni-b" }), _design));

        Assert.Equal("app", _design.NetworkInterfaces[group.Interface].Name);
    }

    private static NeededRules Judge(FlowBook book) => new NeedDiagnosis(_design, DataPathSettings.Default, ProvisionOptions.Default).Judge(book, TestContext.Current.CancellationToken);

    // Each line: interface, source, destination, action, then a port or a direction.
    private static FlowBook Book(params string[] lines)
    {
        bool directed = lines[0].EndsWith("gress", StringComparison.Ordinal);
        IEnumerable<string> records = lines.Select(line =>
        {
            string[] words = line.Split(' ');
            string port = words.Length > 4 && !directed ? words[4] : "80";
            string ports = words[1] == "app" ? $"{port} 40000" : $"40000 {port}";
            return $"2 123456789012 {words[0]} {Address(words[1])} {Address(words[2])} {ports} 6 3 180 1700000000 1700000001 {words[3]} OK{(directed ? $" {words[4]}" : "")}";
        });
        return Logged.BookOf($"{Header}{(directed ? " flow-direction" : "")}\n{string.Join('\n', records)}\n");
    }

    private static string Address(string name) => name switch { "web" => Web, "app" => App, _ => name };
}
