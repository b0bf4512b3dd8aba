using System.Collections.Immutable;

namespace VpcSim.Scenarios.Changes;

/// <summary>The actions on route tables.</summary>
internal static class RouteChanges
{
    private static readonly ImmutableArray<ChangeKey> _destination =
    [
        new("route-table", ChangeForm.Name, "The route table.", IsRequired: true) { Find = Nouns.Table },
        new("destination", ChangeForm.Cidr, "The destination's block."),
        new("destination-prefix-list", ChangeForm.Name, "The destination's prefix list.") { Find = Nouns.PrefixList },
    ];

    private static readonly ChangeKey _table = new("route-table", ChangeForm.Name, "The route table.", IsRequired: true) { Find = Nouns.Table };
    private static readonly ChangeKey _subnet = new("subnet", ChangeForm.Name, "The subnet.", IsRequired: true) { Find = Nouns.Subnet };

    public static ImmutableArray<ChangeKind> Kinds { get; } =
    [
        Route("create-route", "Adds a route to a route table.", EntryEdit.Create),
        Route("replace-route", "Leads an existing route to another target.", EntryEdit.Replace),
        Route("delete-route", "Deletes a route.", EntryEdit.Delete),
        Association("associate-route-table", "Associates a subnet, which has had the main route table, with another one.", EntryEdit.Create),
        Association("replace-route-table-association", "Associates a subnet with another route table.", EntryEdit.Replace),
        Association("disassociate-route-table", "Leaves a subnet to the VPC's main route table.", EntryEdit.Delete),
        Propagation("enable-vgw-route-propagation", "Lets a virtual private gateway propagate routes into a route table.", enables: true),
        Propagation("disable-vgw-route-propagation", "Ends a virtual private gateway's propagation into a route table.", enables: false),
    ];

    private static ChangeKind Route(string action, string description, EntryEdit edit) => new()
    {
        Action = action,
        Description = description,
        Keys = edit == EntryEdit.Delete
            ? _destination
            : _destination.Add(new("target", ChangeForm.Name, "What the route leads to: a gateway, interface, instance, peering or Gateway Load Balancer endpoint, or local.", IsRequired: true) { Find = RouteTargets.Place }),
        Make = words => words.IsOneOf("destination", "destination-prefix-list")
            ? new RouteChange(words.Text("route-table"), words.Cidr("destination"), words.TextOrNull("destination-prefix-list"), words.TextOrNull("target") ?? "", edit)
            : null,
    };

    private static ChangeKind Association(string action, string description, EntryEdit edit) => new()
    {
        Action = action,
        Description = description,
        Keys = edit == EntryEdit.Delete ? [_subnet] : [_subnet, _table],
        Shorthand = edit == EntryEdit.Delete ? "subnet" : null,
        Make = words => new RouteTableAssociationChange(words.Text("subnet"), words.TextOrNull("route-table") ?? "", edit),
    };

    private static ChangeKind Propagation(string action, string description, bool enables) => new()
    {
        Action = action,
        Description = description,
        Keys = [_table, new("gateway", ChangeForm.Name, "The virtual private gateway.", IsRequired: true) { Find = Nouns.VpnGateway }],
        Make = words => new RoutePropagationChange(words.Text("route-table"), words.Text("gateway"), enables),
    };
}
