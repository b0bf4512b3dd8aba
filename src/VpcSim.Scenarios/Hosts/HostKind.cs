namespace VpcSim.Scenarios.Hosts;

/// <summary>What a host is.</summary>
public enum HostKind
{
    /// <summary>It has interfaces of the design: an instance, or whatever an interface of its own stands for.</summary>
    Inside,

    /// <summary>It lies on the internet or on premises.</summary>
    Outside,

    /// <summary>It is a service of the VPC or of AWS, behind no interface.</summary>
    Service,
}
