namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Why packets were rejected, as far as a design tells.</summary>
public enum RejectCause
{
    /// <summary>No rule of the interface's security groups allows them.</summary>
    SecurityGroup,

    /// <summary>The subnet's network ACL denies them, by an entry or for want of one.</summary>
    NetworkAcl,

    /// <summary>VPC Block Public Access.</summary>
    BlockPublicAccess,

    /// <summary>They belong to a connection that was tracked no more: only as its answers would the rules let them pass. AWS records them as REJECT. (VPC guide,
    /// "Flow log records", action)</summary>
    ConnectionOver,

    /// <summary>The design would let them pass: the network that was logged had other rules then.</summary>
    AcceptedByDesign,

    /// <summary>The design drops them in a way that leaves no REJECT at this interface (no route, another interface's rules): the network that was logged is another.</summary>
    DroppedElsewhere,

    /// <summary>VPC encryption controls, which VpcSim does not model.</summary>
    EncryptionControls,

    /// <summary>The design does not hold the interface.</summary>
    NotPlaced,

    /// <summary>The design holds two interfaces or more that it may be, and nothing in the records tells which.</summary>
    Ambiguous,
}
