using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::TrafficMirrorTarget</c> and <c>AWS::EC2::TrafficMirrorSession</c>: whose copies go to which interface.</summary>
internal static class TrafficMirrorResources
{
    public static readonly ResourceKind Target = new("AWS::EC2::TrafficMirrorTarget", "tmt", ReadTarget, "NetworkInterfaceId Description Tags",
        "NetworkLoadBalancerArn GatewayLoadBalancerEndpointId");

    public static readonly ResourceKind Session = new("AWS::EC2::TrafficMirrorSession", "tms", ReadSession,
        "NetworkInterfaceId TrafficMirrorTargetId TrafficMirrorFilterId SessionNumber VirtualNetworkId PacketLength OwnerId Description Tags");

    private static void ReadTarget(ResourceReader r, DesignDraft draft)
    {
        if (!r.Has("NetworkInterfaceId"))
            r.LeaveOut("a traffic mirror target that is a load balancer or an endpoint of one", r.Place, "not-modelled");
        else if (r.TryId("NetworkInterfaceId", "eni", out string? id))
            draft.TrafficMirrorTargets[r.Id] = id;
    }

    private static void ReadSession(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("NetworkInterfaceId", "eni", out string? source) & r.TryId("TrafficMirrorTargetId", "tmt", out string? targetId))) return;
        if (r.IsLeftOut || !draft.TrafficMirrorTargets.TryGetValue(targetId!, out string? target)) return;
        r.Finding("not-modelled", $"the copies that {r.Name} makes; those that a capture holds are carried to their target, and not logged where they leave", r.Place);
        draft.TrafficMirrorSessions.Add(new TrafficMirrorSession { Name = r.Name, Id = r.Id, SourceInterfaceId = source!, TargetInterfaceId = target });
    }
}
