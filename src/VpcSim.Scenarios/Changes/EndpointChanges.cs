using System.Collections.Immutable;
using VpcSim.Model.Endpoints;

namespace VpcSim.Scenarios.Changes;

/// <summary>The actions on VPC endpoints.</summary>
internal static class EndpointChanges
{
    public static ImmutableArray<ChangeKind> Kinds { get; } =
    [
        new ChangeKind
        {
            Action = "create-vpc-endpoint",
            Description = "Makes a VPC endpoint; a gateway endpoint's routes appear in its route tables.",
            Keys =
            [
                new("name", ChangeForm.Text, "The name that the rest of the timeline uses.", IsRequired: true),
                new("vpc", ChangeForm.Name, "The VPC.", IsRequired: true) { Find = Nouns.Vpc },
                new("service", ChangeForm.Text, "The service, such as s3 or com.amazonaws.us-east-1.s3.", IsRequired: true),
                new("type", ChangeForm.Choice, "The kind of endpoint; Gateway where it is left out.") { Choices = ["Gateway", "Interface", "GatewayLoadBalancer"] },
                new("route-tables", ChangeForm.Names, "The route tables of a gateway endpoint.") { Find = Nouns.Table },
                new("subnets", ChangeForm.Names, "The subnets of an interface endpoint.") { Find = Nouns.Subnet },
                new("groups", ChangeForm.Names, "The security groups of an interface endpoint.") { Find = Nouns.Group },
                new("private-dns-enabled", ChangeForm.Boolean, "Whether the service's public name leads to an interface endpoint; true where it is left out."),
                new("policy", ChangeForm.Text, "The endpoint policy as JSON."),
            ],
            Make = static words =>
            {
                EndpointType type = words.TextOrNull("type") is { } text ? Enum.Parse<EndpointType>(text) : EndpointType.Gateway;
                return new EndpointCreation(words.Text("name"), words.Text("vpc"), words.Text("service"), type)
                {
                    RouteTables = words.Texts("route-tables"),
                    Subnets = words.Texts("subnets"),
                    Groups = words.Texts("groups"),
                    PrivateDnsEnabled = words.Boolean("private-dns-enabled") ?? type == EndpointType.Interface,
                    PolicyDocument = words.TextOrNull("policy"),
                };
            },
        },
        new ChangeKind
        {
            Action = "modify-vpc-endpoint",
            Description = "Changes the route tables, security groups, private DNS or policy of a VPC endpoint.",
            Keys =
            [
                new("vpc-endpoint", ChangeForm.Name, "The endpoint.", IsRequired: true) { Find = Nouns.Endpoint },
                new("add-route-tables", ChangeForm.Names, "Route tables that a gateway endpoint's routes enter.") { Find = Nouns.Table },
                new("remove-route-tables", ChangeForm.Names, "Route tables that they leave.") { Find = Nouns.Table },
                new("add-groups", ChangeForm.Names, "Security groups that an interface endpoint gains.") { Find = Nouns.Group },
                new("remove-groups", ChangeForm.Names, "Security groups that it loses.") { Find = Nouns.Group },
                new("private-dns-enabled", ChangeForm.Boolean, "Whether the service's public name leads to an interface endpoint."),
                new("policy", ChangeForm.Text, "The endpoint policy as JSON."),
            ],
            Make = static words => new EndpointModification(words.Text("vpc-endpoint"))
            {
                AddRouteTables = words.Texts("add-route-tables"),
                RemoveRouteTables = words.Texts("remove-route-tables"),
                AddGroups = words.Texts("add-groups"),
                RemoveGroups = words.Texts("remove-groups"),
                PrivateDnsEnabled = words.Boolean("private-dns-enabled"),
                PolicyDocument = words.TextOrNull("policy"),
            },
        },
        new ChangeKind
        {
            Action = "delete-vpc-endpoints",
            Description = "Deletes a VPC endpoint: a gateway endpoint's routes go, an interface endpoint's interfaces.",
            Keys = [new("vpc-endpoint", ChangeForm.Name, "The endpoint.", IsRequired: true) { Find = Nouns.Endpoint }],
            Shorthand = "vpc-endpoint",
            Make = static words => new EndpointDeletion(words.Text("vpc-endpoint")),
        },
    ];
}
