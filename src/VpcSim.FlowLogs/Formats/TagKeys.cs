using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Which tags the records of a log show. (EC2 API, TagFieldSpecificationRequest: two keys of each type of resource at most)</summary>
public sealed class TagKeys
{
    private readonly ImmutableArray<string> _instance;
    private readonly ImmutableArray<string> _interface;
    private readonly ImmutableArray<string> _asg;

    private TagKeys(ImmutableArray<string> instance, ImmutableArray<string> networkInterface, ImmutableArray<string> asg) => (_instance, _interface, _asg) = (instance, networkInterface, asg);

    public static TagKeys Of(FlowLog flowLog) => new(flowLog.InstanceTagKeys, flowLog.InterfaceTagKeys, flowLog.AsgTagKeys);

    /// <summary>Those of the log of all traffic, which is none of the design's: of each type those of the design's first flow log that names any.</summary>
    public static TagKeys OfAllTraffic(Design design)
    {
        return new TagKeys(First(log => log.InstanceTagKeys), First(log => log.InterfaceTagKeys), First(log => log.AsgTagKeys));

        ImmutableArray<string> First(Func<FlowLog, ImmutableArray<string>> keys) => design.FlowLogs.Select(keys).FirstOrDefault(named => !named.IsEmpty, []);
    }

    /// <summary>The type of resource whose tag a field shows, in the word of <c>TagFieldSpecifications</c>; null for fields of no tag.</summary>
    public static string? TypeOf(LogField field) => field switch
    {
        LogField.InstanceTag or LogField.InstanceTag2 => "instance",
        LogField.InterfaceTag or LogField.InterfaceTag2 => "network-interface",
        LogField.AsgTag or LogField.AsgTag2 => "auto-scaling-group",
        _ => null,
    };

    /// <summary>The key of the tag that a field shows; null where the log names none for it.</summary>
    public string? KeyOf(LogField field) => field switch
    {
        LogField.InstanceTag => _instance.ElementAtOrDefault(0),
        LogField.InstanceTag2 => _instance.ElementAtOrDefault(1),
        LogField.InterfaceTag => _interface.ElementAtOrDefault(0),
        LogField.InterfaceTag2 => _interface.ElementAtOrDefault(1),
        LogField.AsgTag => _asg.ElementAtOrDefault(0),
        LogField.AsgTag2 => _asg.ElementAtOrDefault(1),
        _ => null,
    };
}
