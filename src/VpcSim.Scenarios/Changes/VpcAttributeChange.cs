using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;

namespace VpcSim.Scenarios.Changes;

/// <summary>Switches the DNS attributes of a VPC. (EC2 API, ModifyVpcAttribute)</summary>
/// <param name="Vpc">The VPC's name.</param>
/// <param name="EnableDnsSupport">Whether the Amazon DNS server answers; null to leave it.</param>
/// <param name="EnableDnsHostnames">Whether instances with public addresses have public names; null to leave it.</param>
public sealed record VpcAttributeChange(string Vpc, bool? EnableDnsSupport, bool? EnableDnsHostnames) : DesignChange
{
    public override string Action => "modify-vpc-attribute";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Vpc(design, Vpc);
        Vpc before = design.Vpcs[place];
        // EC2 API, ModifyVpcAttribute: "You can only enable DNS hostnames if you've enabled DNS support."
        if (EnableDnsHostnames == true && !before.EnableDnsSupport)
            throw new ChangeRefusedException("InvalidParameterValue", $"DNS hostnames can only be enabled where DNS support is: set enable-dns-support of {before.Name} to true first.");
        Vpc after = before with
        {
            EnableDnsSupport = EnableDnsSupport ?? before.EnableDnsSupport,
            EnableDnsHostnames = EnableDnsHostnames ?? before.EnableDnsHostnames,
        };
        return design with { Vpcs = design.Vpcs.SetItem(place, after) };
    }
}
