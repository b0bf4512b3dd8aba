namespace VpcSim.Model.Designs;

/// <summary>What AWS would refuse in a design.</summary>
/// <param name="Code">AWS's error code, such as <c>InvalidSubnet.Range</c>. (EC2 API, "Error codes")</param>
/// <param name="Message">What is wrong and what to do, in one or two sentences.</param>
/// <param name="Resource">The name (logical id) of the resource at fault.</param>
public sealed record DesignError(string Code, string Message, string Resource)
{
    /// <summary>The quota that was exceeded, where AWS would raise it on request (<c>--quota NAME=N</c>); else null.</summary>
    public string? AdjustableQuota { get; init; }

    public override string ToString() => $"{Resource}: {Code}: {Message}";
}
