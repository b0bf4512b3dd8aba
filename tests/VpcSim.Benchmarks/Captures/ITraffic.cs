namespace VpcSim.Benchmarks.Captures;

/// <summary>A kind of traffic. The same request gives the same plan, on every machine.</summary>
public interface ITraffic
{
    TrafficPlan Plan(TrafficRequest request);
}
