using System.Collections.Immutable;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>A rule of a security group, and what of it the accepted traffic of the period needed.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Rule">The rule as it is.</param>
/// <param name="Records">Accepted records that needed it; 0 for a rule that none did.</param>
/// <param name="Needed">The rules that would do in its place: none where none did, itself where there is nothing narrower.</param>
public sealed record TightRule(RuleKey Key, SecurityGroupRule Rule, long Records, ImmutableArray<SecurityGroupRule> Needed)
{
    public bool IsUnused => Needed.IsEmpty;

    public bool IsNarrower => Needed is not [var only] || only != Rule;
}
