using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Scenarios.Changes;

/// <summary>Terminates an instance: the interfaces of its launch go with it, others are detached and stay. (EC2 API, TerminateInstances)</summary>
/// <param name="Instance">The instance's name.</param>
public sealed record InstanceTermination(string Instance) : DesignChange
{
    public override string Action => "terminate-instances";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Instance(design, Instance);
        Instance instance = design.Instances[place];
        design = design with { Instances = design.Instances.SetItem(place, instance with { IsTerminated = true }) };
        for (int i = 0; i < design.NetworkInterfaces.Length; i++)
        {
            NetworkInterface attached = design.NetworkInterfaces[i];
            if (attached.InstanceId != instance.Id || attached.IsDeleted) continue;
            design = attached.CreatedByLaunch
                ? InterfaceDeletion.From(design, attached.Id)
                : design with { NetworkInterfaces = design.NetworkInterfaces.SetItem(i, attached with { InstanceId = null, DeviceIndex = 0 }) };
        }
        return design;
    }
}
