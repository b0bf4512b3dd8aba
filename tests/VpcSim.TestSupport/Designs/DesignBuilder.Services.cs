using VpcSim.Model.Enis;

namespace VpcSim.TestSupport.Designs;

/// <summary>Interfaces that AWS services own, and instances with several interfaces.</summary>
public sealed partial class DesignBuilder
{
    /// <summary>An interface that a service made, such as a Network Load Balancer's or Lambda's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="address">Its private IPv4 address.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="groups">Security groups, separated by spaces; null for one that is open to everything.</param>
    public DesignBuilder ServiceEni(string name, string address, InterfaceKind kind, string? groups = null)
    {
        Eni(name, address, groups);
        return ChangeLatest(eni => eni with { Kind = kind });
    }

    /// <summary>Attaches the latest interface to an instance that has one already.</summary>
    /// <param name="instance">The name of the instance's first interface.</param>
    public DesignBuilder AttachedTo(string instance) => ChangeLatest(eni => eni with
    {
        InstanceId = $"i-{instance}",
        DeviceIndex = _design.NetworkInterfaces.Count(other => other.InstanceId == $"i-{instance}"),
    });

    /// <summary>Mirrors what an interface sends and receives to another one.</summary>
    public DesignBuilder Mirror(string source, string target) => Add(_design with
    {
        TrafficMirrorSessions = _design.TrafficMirrorSessions.Add(new TrafficMirrorSession
        {
            Name = $"{source}-mirror",
            Id = $"tms-{source}",
            SourceInterfaceId = $"eni-{source}",
            TargetInterfaceId = $"eni-{target}",
        }),
    });

    /// <summary>Puts the latest interface behind a Global Accelerator.</summary>
    public DesignBuilder Accelerated() => ChangeLatest(eni => eni with { IsAccelerated = true });

    private DesignBuilder ChangeLatest(Func<NetworkInterface, NetworkInterface> change)
    {
        int latest = _design.NetworkInterfaces.Length - 1;
        return Add(_design with { NetworkInterfaces = _design.NetworkInterfaces.SetItem(latest, change(_design.NetworkInterfaces[latest])) });
    }
}
