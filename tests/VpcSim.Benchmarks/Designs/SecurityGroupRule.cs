namespace VpcSim.Benchmarks.Designs;

/// <summary>An allow rule as CloudFormation writes it; for ICMP the ports are type and code (−1: every code).</summary>
public readonly record struct SecurityGroupRule(string IpProtocol, int FromPort, int ToPort, string CidrIp)
{
    /// <summary>Protocol −1 stands for all traffic and takes no ports.</summary>
    public bool HasPorts => IpProtocol != "-1";
}
