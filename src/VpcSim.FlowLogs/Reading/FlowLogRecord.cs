using System.Text;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Addressing;

namespace VpcSim.FlowLogs.Reading;

/// <summary>A record that was read: every field of versions 2 to 11, null where it is a dash or the file has no such column. (VPC guide, "Flow log records")</summary>
/// <remarks>Values were looked at when the line was read; they are made of its text when they are asked for.</remarks>
public sealed class FlowLogRecord
{
    private readonly byte[] _bytes;
    private readonly int[] _bounds;

    internal FlowLogRecord(RecordLine line)
    {
        (File, Layout, Line) = (line.File, line.Layout, line.Number);
        (_bytes, _bounds) = line.Copy();
    }

    /// <summary>The file as it was named.</summary>
    public string File { get; }

    /// <summary>From 1, a header line being the first; of Parquet the row, of JSON the event.</summary>
    public long Line { get; }

    /// <summary>The columns of its file.</summary>
    public RecordLayout Layout { get; }

    public int? Version => (int?)NumberOf(LogField.Version);

    public string? AccountId => this[LogField.AccountId];

    public string? InterfaceId => this[LogField.InterfaceId];

    public IpAddress? SrcAddr => AddressOf(LogField.SrcAddr);

    public IpAddress? DstAddr => AddressOf(LogField.DstAddr);

    public int? SrcPort => (int?)NumberOf(LogField.SrcPort);

    public int? DstPort => (int?)NumberOf(LogField.DstPort);

    /// <summary>IANA's number, 0 to 255.</summary>
    public int? Protocol => (int?)NumberOf(LogField.Protocol);

    /// <summary>Packets of the flow in the interval.</summary>
    public long? Packets => NumberOf(LogField.Packets);

    /// <summary>Bytes of the flow in the interval, from the IP header on.</summary>
    public long? Bytes => NumberOf(LogField.Bytes);

    /// <summary>Unix seconds of the first packet, or of the interval's begin.</summary>
    public long? Start => NumberOf(LogField.Start);

    /// <summary>Unix seconds of the last packet, or of the interval's end.</summary>
    public long? End => NumberOf(LogField.End);

    public FlowAction? Action => Text(LogField.Action) is [] ? null : Text(LogField.Action) is [(byte)'A', ..] ? FlowAction.Accept : FlowAction.Reject;

    public LogStatus? LogStatus => FieldCheck.TryStatus(Text(LogField.LogStatus), out LogStatus status) ? status : null;

    public string? VpcId => this[LogField.VpcId];

    public string? SubnetId => this[LogField.SubnetId];

    public string? InstanceId => this[LogField.InstanceId];

    /// <summary>FIN 1, SYN 2, RST 4, SYN-ACK 18, ORed over the interval.</summary>
    public int? TcpFlags => (int?)NumberOf(LogField.TcpFlags);

    /// <summary><c>IPv4</c>, <c>IPv6</c> or <c>EFA</c>.</summary>
    public string? Type => this[LogField.Type];

    /// <summary>The address in the packet, where <see cref="SrcAddr"/> is the interface's primary one.</summary>
    public IpAddress? PktSrcAddr => AddressOf(LogField.PktSrcAddr);

    /// <summary>The address in the packet, where <see cref="DstAddr"/> is the interface's primary one.</summary>
    public IpAddress? PktDstAddr => AddressOf(LogField.PktDstAddr);

    public string? Region => this[LogField.Region];

    public string? AzId => this[LogField.AzId];

    public string? SublocationType => this[LogField.SublocationType];

    public string? SublocationId => this[LogField.SublocationId];

    public string? PktSrcAwsService => this[LogField.PktSrcAwsService];

    public string? PktDstAwsService => this[LogField.PktDstAwsService];

    /// <summary><c>ingress</c> or <c>egress</c>, seen from the interface.</summary>
    public string? FlowDirection => this[LogField.FlowDirection];

    /// <summary>1 to 8, for egress.</summary>
    public int? TrafficPath => (int?)NumberOf(LogField.TrafficPath);

    public string? EcsClusterArn => this[LogField.EcsClusterArn];

    public string? EcsClusterName => this[LogField.EcsClusterName];

    public string? EcsContainerInstanceArn => this[LogField.EcsContainerInstanceArn];

    public string? EcsContainerInstanceId => this[LogField.EcsContainerInstanceId];

    public string? EcsContainerId => this[LogField.EcsContainerId];

    public string? EcsSecondContainerId => this[LogField.EcsSecondContainerId];

    public string? EcsServiceName => this[LogField.EcsServiceName];

    public string? EcsTaskDefinitionArn => this[LogField.EcsTaskDefinitionArn];

    public string? EcsTaskArn => this[LogField.EcsTaskArn];

    public string? EcsTaskId => this[LogField.EcsTaskId];

    /// <summary><c>BPA</c> or <c>EC</c>; null for what security groups and network ACLs reject.</summary>
    public string? RejectReason => this[LogField.RejectReason];

    public string? ResourceId => this[LogField.ResourceId];

    /// <summary>0 to 3.</summary>
    public int? EncryptionStatus => (int?)NumberOf(LogField.EncryptionStatus);

    public string? InstanceTag => this[LogField.InstanceTag];

    public string? InstanceTag2 => this[LogField.InstanceTag2];

    public string? InterfaceTag => this[LogField.InterfaceTag];

    public string? InterfaceTag2 => this[LogField.InterfaceTag2];

    public string? AsgTag => this[LogField.AsgTag];

    public string? AsgTag2 => this[LogField.AsgTag2];

    public string? InterfaceType => this[LogField.InterfaceType];

    public string? NextHopInterfaceId => this[LogField.NextHopInterfaceId];

    public string? NextHopSubnetId => this[LogField.NextHopSubnetId];

    public string? NextHopAzId => this[LogField.NextHopAzId];

    public string? NextHopVpcId => this[LogField.NextHopVpcId];

    public string? NextHopInterfaceType => this[LogField.NextHopInterfaceType];
    /// <summary>A field's text; null for a dash.</summary>
    public string? this[LogField field] => Text(field) is { Length: > 0 } text ? Encoding.UTF8.GetString(text) : null;

    /// <summary>A number's value; null for a dash.</summary>
    /// <param name="field">A field whose kind is a number.</param>
    public long? NumberOf(LogField field) => FieldCheck.TryNumber(Text(field), out long number) ? number : null;

    /// <summary>The line as it was read.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_bytes);

    private IpAddress? AddressOf(LogField field) => FieldCheck.TryAddress(Text(field), out IpAddress address) ? address : null;

    private ReadOnlySpan<byte> Text(LogField field)
    {
        int place = Layout.PlaceOf(field);
        if (place < 0) return [];
        ReadOnlySpan<byte> text = _bytes.AsSpan(_bounds[2 * place].._bounds[(2 * place) + 1]);
        return text is [(byte)'-'] ? [] : text;
    }
}
