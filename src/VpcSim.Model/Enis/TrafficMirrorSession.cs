namespace VpcSim.Model.Enis;

/// <summary>Copies of an interface's traffic, sent in VXLAN to another interface. (VPC Traffic Mirroring guide)</summary>
public sealed record TrafficMirrorSession
{
    /// <summary>The UDP port of the copies.</summary>
    public const ushort VxlanPort = 4789;

    public required string Name { get; init; }

    /// <summary><c>tms-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The interface whose traffic is copied, and from whose address the copies come.</summary>
    public required string SourceInterfaceId { get; init; }

    /// <summary>The interface that receives the copies.</summary>
    public required string TargetInterfaceId { get; init; }
}
