using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;

namespace VpcSim.Scenarios.Diagnosis;

/// <summary>Asks whether a change of a running design breaks a quota that AWS enforces when the change is made. (VPC guide, "Amazon VPC quotas")</summary>
/// <remarks>A quota that the design itself exceeds was raised, nobody knows to what: it is not asked.</remarks>
internal sealed class ReachedQuotas(Design design, ProvisionOptions provisioning)
{
    private readonly ProvisionOptions _strict = provisioning with { AlreadyRuns = false };
    private HashSet<string>? _raised;

    /// <summary>What quota a changed design breaks, and what would do instead, in words; null for none.</summary>
    public string? BrokenBy(Design changed)
    {
        _raised ??= [.. Exceeded(design).Select(static error => error.AdjustableQuota!)];
        if (Exceeded(changed).FirstOrDefault(error => !_raised.Contains(error.AdjustableQuota!)) is not { AdjustableQuota: { } name } broken) return null;
        string most = Quotas.All.First(quota => quota.Name == name).Maximum is { } maximum ? $" (AWS grants up to {maximum})" : "";
        return $"{broken.Resource} is at the quota {name} of {provisioning.Quotas[name]}; have AWS raise that{most} and say --quota {name}=N, or replace a rule (--unused lists those that no record needed)";
    }

    private IEnumerable<DesignError> Exceeded(Design some) => Provisioner.Provision(some, _strict).Errors.Where(static error => error.AdjustableQuota is not null);
}
