namespace VpcSim.Scenarios.Changes;

/// <summary>AWS refuses a change.</summary>
/// <param name="code">AWS's error code, such as <c>InvalidPermission.NotFound</c>. (EC2 API, "Error codes")</param>
/// <param name="message">What is wrong and what to do, as a sentence.</param>
public sealed class ChangeRefusedException(string code, string message) : Exception($"{code}: {message}")
{
    /// <summary>AWS's error code.</summary>
    public string Code { get; } = code;

    /// <summary>The message without the code.</summary>
    public string Reason { get; } = message;

    /// <summary>The name that stands for nothing of its kind in the design; null where that is not why.</summary>
    public string? UnknownName { get; init; }
}
