using System.Collections.Immutable;

namespace VpcSim.Scenarios.Changes;

/// <summary>The actions on gateways, peerings, Elastic IPs and the attributes of VPCs.</summary>
internal static class GatewayChanges
{
    public static ImmutableArray<ChangeKind> Kinds { get; } =
    [
        Attachment("attach-internet-gateway", "Attaches an internet gateway to a VPC.", isVpn: false, attaches: true),
        Attachment("detach-internet-gateway", "Detaches an internet gateway from a VPC that has no public addresses left.", isVpn: false, attaches: false),
        Attachment("attach-vpn-gateway", "Attaches a virtual private gateway to a VPC.", isVpn: true, attaches: true),
        Attachment("detach-vpn-gateway", "Detaches a virtual private gateway from a VPC; static routes to it become blackholes.", isVpn: true, attaches: false),
        Peering("accept-vpc-peering-connection", "Accepts a VPC peering connection that is pending.", accepts: true),
        Peering("delete-vpc-peering-connection", "Deletes a VPC peering connection; routes to it become blackholes.", accepts: false),
        new ChangeKind
        {
            Action = "create-nat-gateway",
            Description = "Makes a NAT gateway: a public one with an Elastic IP, else a private one.",
            Keys =
            [
                new("name", ChangeForm.Text, "The name that the rest of the timeline uses.", IsRequired: true),
                new("subnet", ChangeForm.Name, "The subnet.", IsRequired: true) { Find = Nouns.Subnet },
                new("allocation", ChangeForm.Name, "The Elastic IP of a public gateway.") { Find = Nouns.ElasticIp },
            ],
            Make = static words => new NatGatewayCreation(words.Text("name"), words.Text("subnet"), words.TextOrNull("allocation")),
        },
        new ChangeKind
        {
            Action = "delete-nat-gateway",
            Description = "Deletes a NAT gateway; routes to it become blackholes.",
            Keys = [new("nat-gateway", ChangeForm.Name, "The NAT gateway.", IsRequired: true) { Find = Nouns.NatGateway }],
            Shorthand = "nat-gateway",
            Make = static words => new NatGatewayDeletion(words.Text("nat-gateway")),
        },
        new ChangeKind
        {
            Action = "allocate-address",
            Description = "Allocates an Elastic IP.",
            Keys = [new("name", ChangeForm.Text, "The name that the rest of the timeline uses.", IsRequired: true)],
            Shorthand = "name",
            Make = static words => new AddressAllocation(words.Text("name")),
        },
        new ChangeKind
        {
            Action = "associate-address",
            Description = "Associates an Elastic IP with an interface; one that the address had is disassociated.",
            Keys =
            [
                new("allocation", ChangeForm.Name, "The Elastic IP.", IsRequired: true) { Find = Nouns.ElasticIp },
                new("network-interface", ChangeForm.Name, "The interface; an instance stands for its primary one.", IsRequired: true) { Find = DesignNames.Interface },
                new("private-ip-address", ChangeForm.Address, "One of its private addresses; the primary one where it is left out."),
                new("allow-reassociation", ChangeForm.Boolean, "Whether an Elastic IP that is associated moves; true where it is left out."),
            ],
            Make = static words => new AddressChange(words.Text("allocation"), words.Text("network-interface"))
            {
                PrivateAddress = words.Address("private-ip-address"),
                AllowReassociation = words.Boolean("allow-reassociation") ?? true,
            },
        },
        new ChangeKind
        {
            Action = "disassociate-address",
            Description = "Takes an Elastic IP from its interface.",
            Keys = [new("allocation", ChangeForm.Name, "The Elastic IP.", IsRequired: true) { Find = Nouns.ElasticIp }],
            Shorthand = "allocation",
            Make = static words => new AddressChange(words.Text("allocation"), null),
        },
        new ChangeKind
        {
            Action = "modify-vpc-attribute",
            Description = "Switches the DNS attributes of a VPC.",
            Keys =
            [
                new("vpc", ChangeForm.Name, "The VPC.", IsRequired: true) { Find = Nouns.Vpc },
                new("enable-dns-support", ChangeForm.Boolean, "Whether the Amazon DNS server answers."),
                new("enable-dns-hostnames", ChangeForm.Boolean, "Whether instances with public addresses have public names."),
            ],
            Make = static words => words.IsOneOf("enable-dns-support", "enable-dns-hostnames") // EC2 API, ModifyVpcAttribute: one attribute at a time
                ? new VpcAttributeChange(words.Text("vpc"), words.Boolean("enable-dns-support"), words.Boolean("enable-dns-hostnames"))
                : null,
        },
    ];

    private static ChangeKind Attachment(string action, string description, bool isVpn, bool attaches) => new()
    {
        Action = action,
        Description = description,
        Keys = [new("gateway", ChangeForm.Name, "The gateway.", IsRequired: true) { Find = isVpn ? Nouns.VpnGateway : Nouns.InternetGateway }, new("vpc", ChangeForm.Name, "The VPC.", IsRequired: true) { Find = Nouns.Vpc }],
        Make = words => new GatewayAttachmentChange(words.Text("gateway"), words.Text("vpc"), isVpn, attaches),
    };

    private static ChangeKind Peering(string action, string description, bool accepts) => new()
    {
        Action = action,
        Description = description,
        Keys = [new("vpc-peering-connection", ChangeForm.Name, "The peering connection.", IsRequired: true) { Find = Nouns.Peering }],
        Shorthand = "vpc-peering-connection",
        Make = words => new PeeringChange(words.Text("vpc-peering-connection"), accepts),
    };
}
