using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>One instance of a resource or data source, as it will be after the plan is applied, or as the state has it.</summary>
/// <param name="Address">Such as <c>module.vpc.aws_subnet.public[0]</c>.</param>
/// <param name="Type">Such as <c>aws_subnet</c>.</param>
/// <param name="IsData">Whether it is a data source, which Terraform reads and does not make.</param>
/// <param name="Name">What the configuration calls it: <c>public</c>.</param>
/// <param name="Key">Of count or for_each, <c>0</c> or <c>a</c>; null where it has neither.</param>
/// <param name="Module">Where it stands.</param>
/// <param name="Values">What is known of its attributes.</param>
/// <param name="Place">Of the resource in the file.</param>
internal sealed record TerraformResource(
    string Address, string Type, bool IsData, string Name, string? Key, ModuleInstance Module, MappingNode Values, Place Place)
{
    /// <summary>What the configuration says of it; null in a state, or where the plan holds no configuration of it.</summary>
    public MappingNode? Configuration { get; init; }

    /// <summary>How expressions of its module call it, without its key: <c>aws_subnet.public</c>.</summary>
    public string LocalName { get; } = IsData ? $"data.{Type}.{Name}" : $"{Type}.{Name}";

    /// <summary>The type, with <c>data.</c> before that of a data source.</summary>
    public string Kind { get; } = IsData ? $"data.{Type}" : Type;

    /// <summary>The expressions of its configuration.</summary>
    public MappingNode? Expressions => Configuration.Mapping("expressions");

    /// <summary>An attribute that is known and not empty; else null.</summary>
    public string? Known(string attribute) => Values.Text(attribute);

    public bool Equals(TerraformResource? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => ReferenceEqualityComparer.Instance.GetHashCode(this);
}
