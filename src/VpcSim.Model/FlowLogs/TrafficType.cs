namespace VpcSim.Model.FlowLogs;

/// <summary>Which records a flow log keeps. (EC2 API, TrafficType)</summary>
public enum TrafficType
{
    All,
    Accept,
    Reject,
}
