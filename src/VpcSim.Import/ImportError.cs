namespace VpcSim.Import;

/// <summary>What makes a design unusable.</summary>
/// <param name="Code">AWS's error code, such as <c>InvalidSubnet.Range</c>; <c>Template.…</c> for what CloudFormation would refuse before any
/// resource is made; <c>Finding.…</c> for a finding that strict mode turned into an error.</param>
/// <param name="Message">What is wrong and what to do, in one or two sentences.</param>
/// <param name="Resource">The logical id of the resource or parameter at fault; the file's name where there is none.</param>
/// <param name="Place">File, line and column, as <c>template.yaml:12:3</c>; null where the file itself could not be read.</param>
public sealed record ImportError(string Code, string Message, string Resource, string? Place)
{
    public override string ToString() => Place is null ? $"{Resource}: {Code}: {Message}" : $"{Place}: {Resource}: {Code}: {Message}";
}
