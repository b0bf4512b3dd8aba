using System.Collections.Immutable;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation;

/// <summary>An interface that a launch template describes.</summary>
/// <param name="DeviceIndex">0 for the primary one.</param>
/// <param name="SubnetId">Null leaves it to who launches.</param>
/// <param name="Settings">What else it says, in an interface that is called nothing yet.</param>
internal sealed record LaunchInterface(int DeviceIndex, string? SubnetId, NetworkInterface Settings)
{
    /// <summary>The interface of an instance.</summary>
    /// <param name="name">What the design calls it.</param>
    /// <param name="id">Its own.</param>
    /// <param name="subnetId">Where the instance is launched.</param>
    /// <param name="instanceId">Whose it is.</param>
    public NetworkInterface Of(string name, string id, string subnetId, string instanceId) =>
        Settings with { Name = name, Id = id, SubnetId = SubnetId ?? subnetId, InstanceId = instanceId, DeviceIndex = DeviceIndex };

    public static NetworkInterface Blank(ImmutableArray<string> groups) => new() { Name = "", Id = "", SubnetId = "", SecurityGroupIds = groups, CreatedByLaunch = true };
}
