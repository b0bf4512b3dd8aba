using VpcSim.Model.Designs;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Services;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Changes;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Services;

/// <summary>A simulation in which AWS's services answer.</summary>
internal sealed class Served
{
    private const long Second = 1_000_000_000;

    public Served(DesignBuilder design, Func<Design, Design>? edit = null)
    {
        Design written = edit is null ? design.Written : edit(design.Written);
        Simulation = new Simulation(AmazonServices.In(new World(written)), SimulationOptions.Default, Meter, []);
        AmazonServices.Serve(Simulation);
    }

    public RecordingMeter Meter { get; } = new();

    public Simulation Simulation { get; }

    public ActionResult Do(HostAction action)
    {
        ActionResult result = Simulation.Do(action);
        Simulation.RunToEnd(Simulation.NowNs + (1000 * Second));
        return result;
    }

    public Served Change(string words)
    {
        Simulation.Change(Changing.Read(words));
        return this;
    }

    /// <summary>What a name resolves to, or why it does not.</summary>
    public string Resolve(string from, string name, ushort type = 1, string? server = null)
    {
        ActionResult result = Do(new Resolve(from, name) { Type = type, Server = server });
        return result.Outcome == ActionOutcome.TimedOut ? "timed out" : result.Answer;
    }
}
