using VpcSim.Model.Naming;

namespace VpcSim.Cli.Usage;

/// <summary>Words for names that do not exist, with the nearest ones that do.</summary>
internal static class Misspelling
{
    public static string Verb(string name, IEnumerable<string> verbs) =>
        $"argument 1: there is no verb '{name}'; did you mean '{NearestNames.Of(name, verbs, count: 1)[0]}'?";

    /// <summary>The second word of a verb of two, missing or unknown.</summary>
    public static string VerbOf(string family, string? name, IReadOnlyList<string> verbs) => name is null
        ? $"{family} is followed by one of: {string.Join(", ", verbs)}"
        : $"argument 2: there is no verb '{family} {name}'; did you mean '{family} {NearestNames.Of(name, verbs, count: 1)[0]}'?";

    public static string Option(string text, IEnumerable<string> options)
    {
        string name = text.Split('=')[0];
        return $"unknown option '{name}'; the nearest are {string.Join(", ", NearestNames.Of(name, options))} (a file of that name: ./{text})";
    }

    /// <summary>A file that is not there; with the nearest name of its folder, if one is near.</summary>
    public static string File(string path)
    {
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(folder)) return $"{path} does not exist; neither does its folder";
        string name = Path.GetFileName(path);
        string? nearest = NearestNames.Near(name, Directory.GetFiles(folder).Select(file => Path.GetFileName(file)), count: 1).FirstOrDefault();
        return nearest is null ? $"{path} does not exist" : $"{path} does not exist; the nearest name there is {nearest}";
    }
}
