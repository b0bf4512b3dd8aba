using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Linting;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Linting;

/// <summary>A design with what the lint says about it.</summary>
internal sealed class Linted
{
    private readonly LintFinding[] _findings;

    private Linted(IEnumerable<LintFinding> findings) => _findings = [.. findings];

    public static Linted Of(DesignBuilder builder, Quotas? quotas = null) => Of(builder.Written, quotas);

    /// <summary>A design that may leave kinds of resource untold.</summary>
    public static Linted Of(Design written, Quotas? quotas = null, params string[] unanswered)
    {
        ProvisionResult provisioned = Provisioner.Provision(written, new ProvisionOptions { Quotas = quotas ?? Quotas.Default });
        Assert.Empty(provisioned.Errors);
        return new Linted(DesignLint.Check(provisioned.Design, provisioned.NearQuotas, [.. unanswered], static name => $"design:{name}"));
    }

    /// <summary>The one finding of a rule.</summary>
    public LintFinding The(LintRule rule) => Assert.Single(_findings, finding => finding.Rule == rule.Id);

    public IEnumerable<LintFinding> All(LintRule rule) => _findings.Where(finding => finding.Rule == rule.Id);

    /// <summary>Asserts that a rule has nothing to say.</summary>
    public void HasNo(LintRule rule) => Assert.DoesNotContain(_findings, finding => finding.Rule == rule.Id);
}
