namespace VpcSim.FlowLogs.Reading;

/// <summary>What became of a flow: the field <c>action</c>. (VPC guide, "Flow log records")</summary>
public enum FlowAction : byte
{
    Accept,
    Reject,
}
