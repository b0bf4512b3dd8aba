namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>How a kind of resource becomes part of the design.</summary>
/// <param name="type">Such as <c>AWS::EC2::Subnet</c>.</param>
/// <param name="idPrefix">What its ids begin with, without the dash.</param>
/// <param name="read">Maps the properties to nouns.</param>
/// <param name="properties">The properties that are read, or that change no packet; separated by spaces.</param>
/// <param name="notModelled">The properties that would change packets and are not modelled yet.</param>
/// <param name="simulator">What <c>Metadata: VpcSim:</c> of such a resource may say.</param>
/// <param name="othersChangeNothing">Whether properties that stand in neither list change no packet, as most of a database's.</param>
internal sealed class ResourceKind(
    string type, string idPrefix, Action<ResourceReader, DesignDraft> read, string properties, string notModelled = "", string simulator = "",
    bool othersChangeNothing = false)
{
    public string Type => type;

    public string IdPrefix => idPrefix;

    public Action<ResourceReader, DesignDraft> Read => read;

    public HashSet<string> Properties { get; } = Words(properties);

    public HashSet<string> NotModelled { get; } = Words(notModelled);

    public HashSet<string> Simulator { get; } = Words(simulator);

    public bool OthersChangeNothing => othersChangeNothing;

    private static HashSet<string> Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
