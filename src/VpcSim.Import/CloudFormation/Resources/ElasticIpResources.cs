using VpcSim.Model.Addressing;
using VpcSim.Model.Gateways;
using VpcSim.Model.Naming;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::EIP</c> and <c>AWS::EC2::EIPAssociation</c>.</summary>
internal static class ElasticIpResources
{
    public static readonly ResourceKind Address = new("AWS::EC2::EIP", "eipalloc", ReadAddress,
        "Domain InstanceId Address Tags NetworkBorderGroup PublicIpv4Pool", "TransferAddress IpamPoolId");

    public static readonly ResourceKind Association = new("AWS::EC2::EIPAssociation", "eipassoc", ReadAssociation,
        "AllocationId EIP InstanceId NetworkInterfaceId PrivateIpAddress");

    private static void ReadAddress(ResourceReader r, DesignDraft draft)
    {
        IpAddress drawn = Draws.PublicIpv4(r.Deployment.AccountId, r.Deployment.Region, r.Name, draft.IpRanges);
        ElasticIp address = new()
        {
            Name = r.Name,
            AllocationId = r.Id,
            Region = r.Deployment.Region,
            AccountId = r.Deployment.AccountId,
            PublicAddress = r.Address("Address") ?? drawn,
        };
        if (r.Text("InstanceId") is { } instanceId && IdCheck.IsInDesign(r, instanceId, "i", r.PlaceOf("InstanceId"), leaveOut: false))
            address = address with { NetworkInterfaceId = draft.PrimaryInterfaces.GetValueOrDefault(instanceId) };
        if (!r.IsLeftOut) draft.ElasticIps.Add(r.Id, address);
    }

    private static void ReadAssociation(ResourceReader r, DesignDraft draft)
    {
        if (AllocationId(r, draft) is not { } allocationId) return;
        string? interfaceId = r.OptionalId("NetworkInterfaceId", "eni"), instanceId = r.OptionalId("InstanceId", "i");
        IpAddress? privateAddress = r.Address("PrivateIpAddress");
        if (r.IsLeftOut) return;
        interfaceId ??= instanceId is null ? null : draft.PrimaryInterfaces.GetValueOrDefault(instanceId);
        if (interfaceId is null)
        {
            if (r.Has("NetworkInterfaceId") || r.Has("InstanceId")) r.LeaveOut("what it is associated with is unknown", r.Place);
            else r.Error("MissingParameter", "Either instance ID or network interface id must be specified; add InstanceId or NetworkInterfaceId", r.Place);
            return;
        }
        ElasticIp address = draft.ElasticIps[allocationId];
        if (address.NetworkInterfaceId is not null)
        {
            r.Error("Resource.AlreadyAssociated", $"the Elastic IP {address.Name} is associated with an interface already; remove one association", r.Place);
            return;
        }
        draft.ElasticIps[allocationId] = address with { NetworkInterfaceId = interfaceId, PrivateAddress = privateAddress };
    }

    /// <summary>The allocation, named by its id or by the address itself.</summary>
    private static string? AllocationId(ResourceReader r, DesignDraft draft)
    {
        if (r.Has("AllocationId") || !r.Has("EIP")) return r.TryId("AllocationId", "eipalloc", out string? id) ? id : null;
        if (!r.TryText("EIP", out string? text)) return null;
        ElasticIp? named = draft.ElasticIps.Values.FirstOrDefault(e => e.PublicAddress.ToString() == text);
        if (named is null) r.LeaveOut($"the address {text} is not part of this {r.Noun}", r.PlaceOf("EIP"), "outside-design");
        return named?.AllocationId;
    }
}
