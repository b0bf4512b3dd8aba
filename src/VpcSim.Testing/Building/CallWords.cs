namespace VpcSim.Testing.Building;

/// <summary>Words calls as they read in source.</summary>
internal static class CallWords
{
    /// <param name="method">Its name, or that of the builder's call and its own behind a point.</param>
    /// <param name="arguments">Texts are quoted, nulls left out.</param>
    public static string Of(string method, params ReadOnlySpan<object?> arguments)
    {
        var words = new List<string>();
        foreach (object? argument in arguments)
        {
            switch (argument)
            {
                case null:
                    break;
                case string text:
                    words.Add($"\"{text}\"");
                    break;
                case IEnumerable<string> texts:
                    words.AddRange(texts.Select(static text => $"\"{text}\""));
                    break;
                default:
                    words.Add(FormattableString.Invariant($"{argument}"));
                    break;
            }
        }
        return $"{method}({string.Join(", ", words)})";
    }
}
