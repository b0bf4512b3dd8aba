using VpcSim.FlowLogs.Destinations;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Subscriptions;

/// <summary>A flow log in force, who writes its records, and where they go.</summary>
internal readonly record struct WrittenLog(Subscription Subscription, RecordWriter Writer, IRecordSink Sink);
