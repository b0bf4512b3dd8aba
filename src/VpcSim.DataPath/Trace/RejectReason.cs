namespace VpcSim.DataPath.Trace;

/// <summary><c>reject-reason</c>: what rejected, where it was neither a security group nor a network ACL. (VPC guide, "Flow log records")</summary>
public enum RejectReason : byte
{
    /// <summary>Printed as <c>-</c>: the packet was accepted, or a group or an ACL rejected it.</summary>
    None,

    /// <summary><c>BPA</c>: VPC Block Public Access. Such records have no bytes. (VPC guide, "Flow log limitations")</summary>
    BlockPublicAccess,
}
