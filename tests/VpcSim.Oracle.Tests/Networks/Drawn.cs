namespace VpcSim.Oracle.Tests.Networks;

/// <summary>What of a network a change leaves as it is, as it was drawn.</summary>
/// <param name="Subnets">How many.</param>
/// <param name="Vpcs">How many; subnets go to them in turn.</param>
/// <param name="HostCount">How many of <paramref name="Hosts"/> there are.</param>
/// <param name="PeerTables">Of each VPC behind the first one its route table, with <c>pcx</c> for its own peering connection.</param>
/// <param name="Places">Of each subnet its route table and network ACL.</param>
/// <param name="Hosts">Subnet, groups, number of addresses, Elastic IPs and source/destination check.</param>
/// <param name="Nat">The NAT gateway, or null.</param>
internal sealed record Drawn(
    int Subnets, int Vpcs, int HostCount, TablePlan[] PeerTables, (int Table, int Acl)[] Places, (int Subnet, HashSet<int> Groups, int Addresses, int Public, bool Checks)[] Hosts, DrawnNat? Nat);

/// <summary>A NAT gateway.</summary>
/// <param name="Subnet">Its subnet.</param>
/// <param name="IsPublic">Whether it has an Elastic IP.</param>
/// <param name="Acl">Where it is crossed, which takes a subnet of its own and routes to it and from it: the network ACL of that subnet. Null where all is left to chance.</param>
internal sealed record DrawnNat(int Subnet, bool IsPublic, AclPlan? Acl);
