using System.Text;
using VpcSim.Import.Documents;
using VpcSim.TestSupport;

namespace VpcSim.Import.Tests.Documents;

public class ReadingBudgetTests
{
    private const int Bytes = 12_000;

    // With copies of values that hold no function, and every repeated name made anew, an instance of the benchmarks' design took 16 kB. (docs/performance.md, Start)
    [Fact]
    public void One_more_instance_with_five_groups_costs_less_than_12_kB_to_read_evaluate_and_provision()
    {
        byte[] few = Template(200), more = Template(400);
        Assert.InRange((Allocation.Of(() => Read(more)) - Allocation.Of(() => Read(few))) / 200, 1, Bytes);
    }

    private static void Read(byte[] template)
    {
        ImportResult result = DesignImporter.Load((MappingNode)DocumentReader.Parse(template, "large.json").Root!, "large.json", new ImportOptions());
        Assert.True(result.Succeeded);
    }

    private static byte[] Template(int instances)
    {
        var text = new StringBuilder("""
            {"Resources": {
              "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
              "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/20"}}
            """);
        for (int group = 0; group < 5; group++)
            text.Append($$$"""
                , "Group{{{group}}}": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}, "GroupDescription": "of the budget"}}
                """);
        for (int instance = 0; instance < instances; instance++)
        {
            text.Append($$$$"""
                , "Instance{{{{instance}}}}": {"Type": "AWS::EC2::Instance", "Properties": {"InstanceType": "m5.large", "NetworkInterfaces": [{
                  "DeviceIndex": "0", "SubnetId": {"Ref": "Subnet"}, "PrivateIpAddress": "10.0.{{{{2 + instance / 250}}}}.{{{{1 + instance % 250}}}}",
                  "GroupSet": [{"Ref": "Group0"}, {"Ref": "Group1"}, {"Ref": "Group2"}, {"Ref": "Group3"}, {"Ref": "Group4"}]}]}}
                """);
        }
        return Encoding.UTF8.GetBytes(text.Append("}}").ToString());
    }
}
