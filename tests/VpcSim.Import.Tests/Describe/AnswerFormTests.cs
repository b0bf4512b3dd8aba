namespace VpcSim.Import.Tests.Describe;

/// <summary>In which files answers lie, and what is said of those that are missing, cut or contradict each other.</summary>
public class AnswerFormTests
{
    [Fact]
    public void Joined_files_an_array_and_one_object_of_all_lists_say_the_same_as_a_folder()
    {
        string[] ids = Ids(Answers.Own());
        Assert.Equal(ids, Ids(Answers.Text(Answers.Joined(string.Concat))));
        Assert.Equal(ids, Ids(Answers.Text(Answers.Joined(all => $"[{string.Join(',', all)}]"))));
        Assert.Equal(ids, Ids(Answers.Text(Answers.Joined(Answers.OneObject))));
    }

    [Fact]
    public void Two_documents_that_are_no_answers_are_an_error() =>
        Assert.Contains("more than one document", Assert.Single(Answers.Text("{\"Resources\": {}}{\"Resources\": {}}").Errors).Message);

    [Theory]
    [InlineData("a.json", "Vpcs: a VPC has the blocks of the local routes")]
    [InlineData("c.json", "RouteTables: every subnet has local routes only. aws ec2 describe-route-tables tells")]
    [InlineData("d.json", "NetworkAcls: every subnet has a default network ACL that allows everything. aws ec2 describe-network-acls tells")]
    [InlineData("e.json", "SecurityGroups: a group that is named is as new")]
    [InlineData("g.json", "Instances: there are no instances")]
    public void A_call_that_was_not_made_is_a_finding_and_the_rest_loads(string file, string said)
    {
        ImportResult result = Templates.Succeeded(Answers.With((file, null)));
        Assert.Contains(result.Findings, f => f.Code == "not-in-output" && f.Message.Contains(said, StringComparison.Ordinal));
        Assert.Equal(6, result.Design.NetworkInterfaces.Length);
    }

    [Fact]
    public void Without_the_VPCs_their_blocks_are_those_of_the_local_routes() =>
        Assert.Equal("10.0.0.0/16 10.1.0.0/16 2a05:d018:aa:bb00::/56", string.Join(' ', Answers.With(("a.json", null)).Design.Vpcs.Single().AllCidrBlocks));

    [Fact]
    public void The_same_entry_twice_is_one_and_a_contradiction_is_an_error_that_names_both_places()
    {
        string subnets = File.ReadAllText(Path.Combine(Answers.Folder, "b.json"));
        Assert.Equal(Ids(Answers.Own()), Ids(Answers.With(("again.json", subnets))));
        ImportError error = Assert.Single(Answers.With(("z.json", subnets.Replace("10.0.1.0/24", "10.0.2.0/24"))).Errors);
        Assert.Equal("Describe.Conflict subnet-0a1b2c3d4e5f60002", $"{error.Code} {error.Resource}");
        Assert.Contains("b.json:", error.Message);
        Assert.Contains("z.json:", error.Place);
    }

    [Fact]
    public void Two_folders_of_one_region_and_account_are_one_network()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vpcsim-second");
        File.Copy(Path.Combine(Answers.Folder, "b.json"), Path.Combine(folder.FullName, "b.json"));
        ImportResult both = DesignImporter.Load([new DesignInput(Answers.Folder), new DesignInput(folder.FullName)], new ImportOptions());
        folder.Delete(recursive: true);
        Assert.Equal(Ids(Answers.Own()), Ids(both));
    }

    [Fact]
    public void What_is_of_another_region_is_left_out()
    {
        string subnets = File.ReadAllText(Path.Combine(Answers.Folder, "b.json")).Replace("eu-west-1b", "us-east-1b");
        ImportResult result = Templates.Succeeded(Answers.With(("b.json", subnets)));
        Assert.Equal("public", result.Design.Subnets.Single().Name);
        Assert.Contains(result.Findings, f => f.Code == "left-out" && f.Message.Contains("it is of us-east-1, and most of the output is of eu-west-1"));
    }

    [Fact]
    public void An_answer_that_was_cut_is_a_finding() =>
        Assert.Contains(Answers.With(("cut.json", "{\"Addresses\": [], \"NextToken\": \"abc\"}")).Findings, f => f.Code == "incomplete");

    [Fact]
    public void A_file_that_is_no_answer_is_an_error_at_its_place()
    {
        Assert.Equal("Describe.Unknown", Assert.Single(Answers.With(("package.json", "{\"name\": \"x\"}")).Errors).Code);
        Assert.Contains("broken.json:2:", Assert.Single(Answers.With(("broken.json", "{\"Vpcs\":\n [}")).Errors).Place);
    }

    [Fact]
    public void Items_of_AWS_Config_are_answers_in_small_letters()
    {
        const string snapshot = """
            {"fileVersion": "1.0", "configurationItems": [
              {"resourceType": "AWS::EC2::VPC", "resourceId": "vpc-0a1b2c3d", "configuration": {"vpcId": "vpc-0a1b2c3d", "cidrBlock": "10.0.0.0/16", "tags": [{"key": "Name", "value": "net"}]}},
              {"resourceType": "AWS::EC2::Subnet", "resourceId": "subnet-0a1b2c3d", "configuration": "{\"subnetId\": \"subnet-0a1b2c3d\", \"vpcId\": \"vpc-0a1b2c3d\", \"cidrBlock\": \"10.0.0.0/24\", \"availabilityZone\": \"us-west-2a\"}"},
              {"resourceType": "AWS::EC2::SecurityGroup", "resourceId": "sg-0a1b2c3d", "configuration": {"groupId": "sg-0a1b2c3d", "groupName": "web", "vpcId": "vpc-0a1b2c3d",
                "ipPermissions": [{"ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "ipRanges": ["0.0.0.0/0"], "ipv4Ranges": [{"cidrIp": "0.0.0.0/0"}]}]}},
              {"resourceType": "AWS::S3::Bucket", "resourceId": "b", "configuration": {}}]}
            """;
        ImportResult result = Templates.Succeeded(Answers.Text(snapshot));
        Assert.Equal(("us-west-2", "net", "subnet-0a1b2c3d"), (result.Design.Region, result.Design.Vpcs.Single().Name, result.Design.Subnets.Single().Id));
        Assert.Equal(["tcp 80 0.0.0.0/0"], result.Design.SecurityGroups.Single(g => g.Id == "sg-0a1b2c3d").Ingress.Select(r => r.ToString()));
    }

    [Fact]
    public void An_item_of_AWS_Config_whose_configuration_is_cut_is_an_error_at_its_place()
    {
        ImportError error = Assert.Single(Answers.Text("{\"configurationItems\": [\n{\"resourceType\": \"AWS::EC2::VPC\", \"resourceId\": \"vpc-1\", \"configuration\": \"{\\\"vpcId\\\": \"}]}").Errors);
        Assert.Equal(("Template.Syntax", "vpc-1", "answers.json:2:75"), (error.Code, error.Resource, error.Place));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"null\"")]
    [InlineData("null")]
    public void A_deleted_item_of_AWS_Config_has_no_configuration_and_is_none(string configuration) =>
        Assert.Empty(Templates.Succeeded(Answers.Text($"{{\"configurationItems\": [{{\"resourceType\": \"AWS::EC2::VPC\", \"resourceId\": \"vpc-1\", \"configuration\": {configuration}}}]}}")).Design.Vpcs);

    [Theory]
    [InlineData("{\"Vpcs\": [\n  5]}", "answers.json:2:3")]
    [InlineData("{\"Reservations\": [\n  null]}", "answers.json:2:3")]
    public void An_entry_that_is_no_object_is_an_error_at_its_place(string answer, string place)
    {
        ImportError error = Assert.Single(Answers.Text(answer).Errors);
        Assert.Equal(("Describe.NoObject", place), (error.Code, error.Place));
    }

    [Fact]
    public void What_AWS_would_refuse_of_a_services_interface_has_the_place_of_the_interface()
    {
        ImportResult result = Templates.Succeeded(Answers.Text("""
            {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}], "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a"}],
             "NetworkInterfaces": [
              {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.9.9", "Description": "arn:aws:ecs:eu-west-1:111122223333:attachment/x", "RequesterManaged": true}]}
            """));
        Assert.Equal(("ecs", "answers.json:3:3"), result.Findings.Where(f => f.Code == "aws-would-refuse").Select(f => (f.Resource, f.Place)).Single());
        Assert.EndsWith("answers.json:3:3", result.PlaceOf("ecs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("available", 1)]
    [InlineData("pendingAcceptance", 0)]
    public void An_endpoint_that_is_not_available_is_left_out(string state, int endpoints)
    {
        ImportResult result = Templates.Succeeded(Answers.Text($$"""
            {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}], "VpcEndpoints": [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Gateway", "VpcId": "vpc-1",
              "ServiceName": "com.amazonaws.us-east-1.s3", "State": "{{state}}", "RouteTableIds": []}]}
            """));
        Assert.Equal(endpoints, result.Design.VpcEndpoints.Length);
        Assert.Equal(1 - endpoints, result.Findings.Count(f => f.Code == "not-active"));
    }

    private static string[] Ids(ImportResult result) => [.. Templates.Succeeded(result).Design.NetworkInterfaces.Select(n => $"{n.Name} {n.Id} {n.SubnetId} {n.PrivateAddresses[0]}").Concat(
        result.Design.RouteTables.SelectMany(t => t.Routes.Select(r => $"{t.Name} {r}"))).Concat(result.Design.SecurityGroups.Select(g => $"{g.Id} {g.Ingress.Length}")).Order(StringComparer.Ordinal)];
}
