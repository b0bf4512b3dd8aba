namespace VpcSim.Model.Provisioning;

/// <summary>How much of a quota a design needs.</summary>
/// <param name="Quota">The quota.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Limit">How many there may be.</param>
/// <param name="Of">Whose they are: the name of a resource, or a region, zone or account.</param>
public sealed record QuotaUse(Quota Quota, int Count, int Limit, string Of);
