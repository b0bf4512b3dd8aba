using System.Globalization;
using VpcSim.Import;
using VpcSim.Import.Documents;
using VpcSim.Scenarios.Files;

namespace VpcSim.Testing.Building;

/// <summary>The calls of one builder, and what is wrong with them.</summary>
internal sealed class CallLog
{
    private readonly List<CallSite> _calls = [];
    private readonly List<(CallSite Call, string Message)> _mistakes = [];

    public bool HasMistakes => _mistakes.Count > 0;

    /// <summary>Every mistake, in the order of the calls.</summary>
    public IEnumerable<string> Mistakes => _mistakes.OrderBy(static mistake => mistake.Call.Place.Column).Select(static mistake => $"{mistake.Call}: {mistake.Message}").Distinct();

    /// <param name="words">The call as it reads.</param>
    /// <param name="path">The path of the source file, of whatever system.</param>
    /// <param name="line">The line in it.</param>
    public CallSite Note(string words, string path, int line)
    {
        string file = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        var call = new CallSite(words, file, new Place(Math.Max(line, 1), _calls.Count + 1, file.Length > 0 ? file : null));
        _calls.Add(call);
        return call;
    }

    public void Add(CallSite call, string message) => _mistakes.Add((call, message));

    /// <summary>What is wrong with the template that the calls made.</summary>
    public void Add(ImportError error) => Add(CallOf(error.Place), $"{error.Code}: {error.Message}");

    /// <summary>What is wrong with the world that the calls made.</summary>
    public void Add(ScenarioProblem problem) => Add(CallAt(problem.Column), problem.Message);

    /// <summary>A remark about the template in words: the call, the code, the message.</summary>
    public string Words(string code, string message, string? place) => $"{CallOf(place)}: {code}: {message}";

    private CallSite CallOf(string? place)
    {
        int colon = place?.LastIndexOf(':') ?? -1;
        return CallAt(colon >= 0 && int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 1);
    }

    private CallSite CallAt(int number) => _calls[Math.Clamp(number, 1, _calls.Count) - 1];
}
