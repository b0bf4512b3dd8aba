namespace VpcSim.Scenarios.Diagnosis;

/// <summary>A rule of a security group or an entry of a network ACL, by its place in the design.</summary>
/// <param name="IsEntry">Whether it is an entry of a network ACL.</param>
/// <param name="Component">The group's or network ACL's place in the design.</param>
/// <param name="Egress">Of a group's rule: whether it is outbound.</param>
/// <param name="Rule">Its place in the list of the group's direction, or of the network ACL.</param>
public readonly record struct RuleKey(bool IsEntry, int Component, bool Egress, int Rule);
