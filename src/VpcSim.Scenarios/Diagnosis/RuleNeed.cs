using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>One thing that a rule was needed for.</summary>
/// <param name="Protocol">IANA number.</param>
/// <param name="Port">The destination port; 0 where there is none.</param>
/// <param name="Peer">The address at the other end, as the rule sees it.</param>
internal readonly record struct RuleNeed(byte Protocol, ushort Port, IpAddress Peer);
