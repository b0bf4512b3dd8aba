namespace VpcSim.Model.Designs;

/// <summary>Something to know before the results are trusted: not modelled, assumed, or unknown until deployment. Never a failure by itself.</summary>
/// <param name="Code">A stable word in kebab-case, such as <c>not-modelled</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Resource">The name of the resource it is about, or the file.</param>
/// <param name="Place">File, line and column where known, as <c>template.yaml:12:3</c>; else null.</param>
public sealed record Finding(string Code, string Message, string Resource, string? Place = null);
