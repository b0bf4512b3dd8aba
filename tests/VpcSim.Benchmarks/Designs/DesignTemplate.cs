using System.Text.Json;

namespace VpcSim.Benchmarks.Designs;

/// <summary>
/// A CloudFormation template of the benchmarks' VPC: an instance for every client and as many servers as wanted, one network ACL, security
/// groups, a flow log of the whole VPC, and what <see cref="Routing"/> has. It keeps AWS's default VPC quotas, with two interfaces or more to spare for
/// gateways; CloudFormation itself would ask for it to be split, since it takes 500 resources at once.
/// </summary>
public sealed class DesignTemplate(int hosts, int servers, int groups, int rules)
{
    /// <summary>AWS's default quota of groups on an interface.</summary>
    public const int MostGroups = 5;

    /// <summary>Hosts of each half: AWS's default quota of 5,000 interfaces a Region, halved, less those of gateways.</summary>
    public const int MostHosts = 2499;

    /// <summary>AWS's default quota of ACL rules for each direction is 20 and counts the rule <c>*</c>.</summary>
    private const int AclEntries = 19;

    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        var resources = new ResourceWriter(json);
        json.WriteStartObject();
        json.WriteString("AWSTemplateFormatVersion", "2010-09-09");
        json.WriteString("Description", "The network of VpcSim's benchmarks");
        json.WriteStartObject("Resources");
        WriteNetwork(resources);
        WriteAcl(resources);
        WriteGroups(resources, json);
        for (int number = 0; number < Addresses.SubnetCount; number++)
            WriteSubnet(resources, number);
        for (int number = 0; number < hosts; number++)
        {
            WriteInstance(resources, json, $"Client{number:D4}", Addresses.Client(number));
            if (number < servers) WriteInstance(resources, json, $"Server{number:D4}", Addresses.Server(number));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNetwork(ResourceWriter resources)
    {
        using (resources.Begin("Vpc", "AWS::EC2::VPC"))
            resources.Set("CidrBlock", $"{Addresses.Text(Addresses.Vpc)}/16").Set("EnableDnsSupport", true);
        Routing.Write(resources);
        using (resources.Begin("FlowLog", "AWS::EC2::FlowLog"))
        {
            resources.Refer("ResourceId", "Vpc").Set("ResourceType", "VPC").Set("TrafficType", "ALL")
                .Set("LogDestinationType", "cloud-watch-logs").Set("LogGroupName", "benchmarks")
                .Set("DeliverLogsPermissionArn", "arn:aws:iam::123456789012:role/flow-logs").Set("MaxAggregationInterval", 60);
        }
    }

    private static void WriteAcl(ResourceWriter resources)
    {
        using (resources.Begin("Acl", "AWS::EC2::NetworkAcl"))
            resources.Refer("VpcId", "Vpc");
        for (int number = 1; number <= AclEntries; number++)
        {
            WriteAclEntry(resources, number, egress: false);
            WriteAclEntry(resources, number, egress: true);
        }
    }

    /// <summary>The last entry allows everything; those before it deny addresses that no packet of the captures has.</summary>
    private static void WriteAclEntry(ResourceWriter resources, int number, bool egress)
    {
        bool last = number == AclEntries;
        using (resources.Begin($"Acl{(egress ? "Egress" : "Ingress")}{number:D2}", "AWS::EC2::NetworkAclEntry"))
        {
            resources.Refer("NetworkAclId", "Acl").Set("RuleNumber", number * 10).Set("Egress", egress).Set("Protocol", -1)
                .Set("RuleAction", last ? "allow" : "deny").Set("CidrBlock", last ? "0.0.0.0/0" : $"192.168.{number}.0/24");
        }
    }

    private void WriteGroups(ResourceWriter resources, Utf8JsonWriter json)
    {
        for (int group = 0; group < groups; group++)
        {
            using (resources.Begin($"Group{group}", "AWS::EC2::SecurityGroup"))
            {
                resources.Set("GroupDescription", $"Group {group} of {groups}").Refer("VpcId", "Vpc");
                WriteRules(json, "SecurityGroupIngress", group);
                WriteRules(json, "SecurityGroupEgress", group);
            }
        }
    }

    private void WriteRules(Utf8JsonWriter json, string direction, int group)
    {
        json.WriteStartArray(direction);
        foreach (SecurityGroupRule rule in SecurityGroupRules.Of(group, groups, rules))
        {
            json.WriteStartObject();
            json.WriteString("IpProtocol", rule.IpProtocol);
            if (rule.HasPorts)
            {
                json.WriteNumber("FromPort", rule.FromPort);
                json.WriteNumber("ToPort", rule.ToPort);
            }

            json.WriteString("CidrIp", rule.CidrIp);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSubnet(ResourceWriter resources, int number)
    {
        string subnet = SubnetName(number);
        using (resources.Begin(subnet, "AWS::EC2::Subnet"))
        {
            resources.Refer("VpcId", "Vpc")
                .Set("CidrBlock", $"{Addresses.Text(Addresses.Subnet(number))}/{Addresses.SubnetPrefixLength}");
        }

        using (resources.Begin($"{subnet}Routes", "AWS::EC2::SubnetRouteTableAssociation"))
            resources.Refer("SubnetId", subnet).Refer("RouteTableId", Routing.TableOf(number));
        using (resources.Begin($"{subnet}Acl", "AWS::EC2::SubnetNetworkAclAssociation"))
            resources.Refer("SubnetId", subnet).Refer("NetworkAclId", "Acl");
    }

    private void WriteInstance(ResourceWriter resources, Utf8JsonWriter json, string name, uint address)
    {
        using (resources.Begin(name, "AWS::EC2::Instance"))
        {
            resources.Set("ImageId", "ami-0123456789abcdef0").Set("InstanceType", "m5.large");
            json.WriteStartArray("NetworkInterfaces");
            json.WriteStartObject();
            int subnet = Addresses.SubnetOf(address);
            resources.Set("DeviceIndex", "0").Set("AssociatePublicIpAddress", Routing.IsPublic(subnet)).Set("PrivateIpAddress", Addresses.Text(address))
                .Refer("SubnetId", SubnetName(subnet));
            json.WriteStartArray("GroupSet");
            for (int group = 0; group < groups; group++)
                resources.Refer($"Group{group}");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static string SubnetName(int number) => $"Subnet{number:D2}";
}
