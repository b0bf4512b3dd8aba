using System.Globalization;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Evaluation;

/// <summary><c>Fn::Length</c> and <c>Fn::ToJsonString</c> of the language extensions. (CloudFormation guide, "AWS::LanguageExtensions transform")</summary>
internal static class ExtensionFunctions
{
    /// <summary>How many items a list has; they need not be known.</summary>
    public static Node Length(Evaluator evaluator, Node argument, Place place) => evaluator.Evaluate(argument) switch
    {
        UnknownNode unknown => unknown,
        SequenceNode list => new ScalarNode(place, list.Items.Count.ToString(CultureInfo.InvariantCulture), ScalarKind.Number),
        _ => evaluator.Mistake(place, "Template error: Fn::Length takes a list, or a function that gives one"),
    };

    /// <summary>A mapping or list as compact JSON.</summary>
    public static Node ToJsonString(Evaluator evaluator, Node argument, Place place)
    {
        Node value = evaluator.Evaluate(argument);
        if (value is UnknownNode) return value;
        if (value is not (MappingNode or SequenceNode)) return evaluator.Mistake(place, "Template error: Fn::ToJsonString takes a mapping or a list");
        return JsonText.Of(value) is { } json ? evaluator.NewText(place, json) : new UnknownNode(place, "a part of Fn::ToJsonString");
    }

    /// <summary>Reports a function that needs the transform where the template does not ask for it.</summary>
    public static Node? Refused(Evaluator evaluator, string function, Place place) => evaluator.Template.HasLanguageExtensions
        ? null
        : evaluator.Mistake(place, $"Template error: {function} needs the language extensions; add Transform: AWS::LanguageExtensions to the template");
}
