using System.Collections.Immutable;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Runs;

/// <summary>The first packet of a contact that was delivered.</summary>
internal sealed record DeliveredPacket(Contact Contact, long TimeNs, Verdict Verdict, ImmutableArray<StageRecord> Trail, Design Design);
