using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Services.Dns;

/// <summary>What stands at a name: addresses of both families, or for the reverse zones another name.</summary>
/// <param name="Addresses">For A and AAAA.</param>
/// <param name="Pointer">For PTR; null where there is none.</param>
/// <param name="Seconds">How long it may be kept.</param>
internal sealed record DnsRecords(ImmutableArray<IpAddress> Addresses, string? Pointer = null, int Seconds = 60);
