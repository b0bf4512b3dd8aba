using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;

namespace VpcSim.Scenarios.Changes;

/// <summary>What an owner, or the network itself, does to a running design: one request of AWS's API, or an event of a link.</summary>
/// <remarks>
/// A change gives a completed design, every noun at the place that it had: <c>Fabric.Succeed</c> takes it. What AWS
/// makes by itself (propagated and endpoint routes, states of routes, public addresses) is made anew. Resources go by the names that users
/// write, see <see cref="NameIndex"/>. A timeline can be tried before it is run: apply its changes to the design in their order.
/// </remarks>
public abstract record DesignChange
{
    private protected DesignChange()
    {
    }

    /// <summary>AWS's API action in the command line's form, such as <c>revoke-security-group-ingress</c>.</summary>
    public abstract string Action { get; }

    /// <summary>The design after the change.</summary>
    /// <param name="design">The design, completed or as it was written; it is not changed itself.</param>
    /// <param name="timeNs">When the change takes place, in nanoseconds since 1970.</param>
    /// <param name="options">What the design is completed with.</param>
    /// <exception cref="ChangeRefusedException">AWS refuses the request; the design stays as it is.</exception>
    public Design Apply(Design design, long timeNs, ProvisionOptions options)
    {
        Design before = Complete(design, options);
        return Complete(Change(before, timeNs), options);
    }

    private static Design Complete(Design design, ProvisionOptions options)
    {
        ProvisionResult result = Provisioner.Provision(design, options);
        return result.Errors is [var first, ..] ? throw new ChangeRefusedException(first.Code, first.Message) : result.Design;
    }

    /// <summary>What the request itself changes; what follows from it is the provisioner's.</summary>
    internal abstract Design Change(Design design, long timeNs);
}
