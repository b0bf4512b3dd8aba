namespace VpcSim.Import.Terraform;

/// <summary>What a reference of an expression leads to.</summary>
/// <param name="Resource">One instance.</param>
/// <param name="Attribute">The attribute that is named, such as <c>id</c>; empty where the plan does not tell (Terraform 0.12).</param>
internal readonly record struct Referent(TerraformResource Resource, string Attribute);
