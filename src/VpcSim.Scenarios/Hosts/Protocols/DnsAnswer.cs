namespace VpcSim.Scenarios.Hosts.Protocols;

/// <summary>What a DNS server answered.</summary>
/// <param name="Code">RCODE: 0 for no error, 3 for no such name. (RFC 1035 section 4.1.1)</param>
/// <param name="Values">Addresses, names and texts of the records of the type that was asked for, as they are written.</param>
internal sealed record DnsAnswer(int Code, IReadOnlyList<string> Values);
