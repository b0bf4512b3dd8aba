namespace VpcSim.Benchmarks.Designs;

/// <summary>An allow rule as CloudFormation writes it; for ICMP the ports are type and code (−1: every code).</summary>
public readonly record struct SecurityGroupRule(string IpProtocol, int FromPort, int ToPort, string CidrIp);
