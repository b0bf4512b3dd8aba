namespace VpcSim.Oracle.Tests.Networks;

/// <summary>What of a network a change leaves as it is, as it was drawn.</summary>
/// <param name="Subnets">How many.</param>
/// <param name="Vpcs">How many; subnets go to them in turn.</param>
/// <param name="HostCount">How many of <paramref name="Hosts"/> there are.</param>
/// <param name="PeerTables">Of each VPC behind the first one its route table, with <c>pcx</c> for its own peering connection.</param>
/// <param name="Places">Of each subnet its route table and network ACL.</param>
/// <param name="Hosts">Subnet, groups, Elastic IP and source/destination check.</param>
/// <param name="Nat">The NAT gateway, or null: its subnet, whether it is public, and whether routes are made that lead through it.</param>
internal sealed record Drawn(
    int Subnets, int Vpcs, int HostCount, TablePlan[] PeerTables, (int Table, int Acl)[] Places, (int Subnet, HashSet<int> Groups, bool Public, bool Checks)[] Hosts, (int Subnet, bool IsPublic, bool Guided)? Nat);
