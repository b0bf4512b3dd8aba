namespace VpcSim.DataPath.Services;

/// <summary>The services that a VPC offers to its instances by itself. Neither security groups nor network ACLs filter them and no flow log shows them.</summary>
/// <remarks>VPC guide, "Flow log limitations" and "Infrastructure security".</remarks>
public enum VpcService : byte
{
    AmazonDns,
    Dhcp,
    InstanceMetadata,
    AmazonTimeSync,
    WindowsLicensing,
    Router,
    EcsTaskMetadata,
}
