using System.Collections.Immutable;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>Reads <c>Metadata: VpcSim: Settings:</c> of a template: the simulator's settings that the design wants.</summary>
/// <remarks>CloudFormation takes no intrinsic functions in a template's Metadata, so the values are plain. (CloudFormation guide, "Intrinsic function reference")</remarks>
internal static class TemplateSettings
{
    private const string Key = "Settings";
    private static readonly string[] _keys = [ConversionNote.Key, Key];

    /// <param name="simulator">The template's <c>VpcSim</c> block; null for none.</param>
    /// <param name="problemOf">What is wrong with a name and a value; null where nothing is.</param>
    /// <param name="log">Takes the mistakes.</param>
    /// <returns>The settings that are right, in the order of the file.</returns>
    public static ImmutableArray<DesignSetting> Read(MappingNode? simulator, Func<string, string, string?> problemOf, ImportLog log)
    {
        SimulatorMetadata.CheckKeys(simulator, _keys, "a template", log.File, log);
        ConversionNote.Check(simulator, log);
        if (simulator is null || !simulator.TryGet(Key, out Node? node)) return [];
        if (node is not MappingNode settings)
        {
            log.Error("Template.Format", $"[/Metadata/VpcSim/{Key}] must be a mapping of names and values", log.File, simulator.KeyPlace(Key));
            return [];
        }
        ImmutableArray<DesignSetting>.Builder read = ImmutableArray.CreateBuilder<DesignSetting>();
        foreach (MappingEntry entry in settings.Entries)
            if (Value(entry, log) is { } value && IsRight(entry, value, problemOf, log)) read.Add(new DesignSetting(entry.Key, value, entry.KeyPlace.In(log.Path)));
        return read.ToImmutable();
    }

    private static string? Value(MappingEntry entry, ImportLog log)
    {
        if (entry.Value is ScalarNode { Kind: not ScalarKind.Null } scalar) return scalar.Kind == ScalarKind.Boolean ? Word(scalar.Text) : scalar.Text;
        log.Error("VpcSim.InvalidSetting", $"the setting {entry.Key} takes a plain value; CloudFormation allows no functions in a template's Metadata", log.File, entry.KeyPlace);
        return null;
    }

    /// <summary>YAML and JSON have several words for on and off.</summary>
    private static string Word(string boolean) => boolean.ToLowerInvariant() is "true" or "yes" or "on" ? "on" : "off";

    private static bool IsRight(MappingEntry entry, string value, Func<string, string, string?> problemOf, ImportLog log)
    {
        if (problemOf(entry.Key, value) is not { } problem) return true;
        log.Error("VpcSim.InvalidSetting", problem, log.File, entry.KeyPlace);
        return false;
    }
}
