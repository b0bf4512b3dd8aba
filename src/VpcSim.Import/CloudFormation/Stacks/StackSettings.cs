using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>The simulator's settings that the stacks ask for; two that want one setting otherwise are a mistake.</summary>
internal static class StackSettings
{
    public static ImmutableArray<DesignSetting> Read(IReadOnlyList<Stack> stacks, Func<string, string, string?> problemOf)
    {
        OrderedDictionary<string, DesignSetting> settings = new(StringComparer.Ordinal);
        foreach (Stack stack in stacks)
        {
            foreach (DesignSetting setting in TemplateSettings.Read(stack.Template.Simulator, problemOf, stack.Log))
            {
                if (settings.TryAdd(setting.Name, setting) || settings[setting.Name].Value == setting.Value) continue;
                stack.Log.Error("VpcSim.InvalidSetting", $"the setting {setting.Name} is {setting.Value} here and {settings[setting.Name].Value} in "
                    + $"{settings[setting.Name].Place}; the designs share one simulation, keep one", stack.Log.File, stack.Template.Simulator?.Place ?? new Place(1, 1));
            }
        }
        return [.. settings.Values];
    }
}
