using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Iam;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Converting;

/// <summary>Writes whatever stacks say as one CloudFormation template: parameters, conditions, loops and nested stacks are gone, references stay.</summary>
/// <remarks>What a template cannot say stands under <c>Metadata: VpcSim:</c> (names, ids that AWS gave, what AWS's output tells beyond a template's
/// properties), which CloudFormation ignores and VpcSim reads back.</remarks>
internal static class TemplateDocument
{
    /// <param name="stacks">All of one region and account, read to their end without mistakes.</param>
    /// <param name="settings">The simulator's settings that they ask for.</param>
    public static MappingNode Of(DeployedStacks stacks, ImmutableArray<DesignSetting> settings)
    {
        var resources = new ConvertedResources(stacks);
        MappingNode section = Nodes.Mapping();
        foreach (ConvertedResource resource in resources.All) section.With(resource.LogicalId, Resource(resource, resources));
        return Nodes.Mapping()
            .With("AWSTemplateFormatVersion", Nodes.Text("2010-09-09"))
            .With("Metadata", Nodes.Function("VpcSim", Simulator(stacks, settings)))
            .With("Resources", section);
    }

    private static MappingNode Simulator(DeployedStacks stacks, ImmutableArray<DesignSetting> settings)
    {
        Deployment place = stacks.All[0].Deployment;
        string? form = stacks.All.FirstOrDefault(stack => stack.Template.IsTranslated)?.Template.Noun;
        MappingNode block = Nodes.Mapping().With(ConversionNote.Key, new ConversionNote(place.Region, place.AccountId, form, stacks.All.Any(stack => stack.AlreadyRuns)).Written());
        if (settings.IsEmpty) return block;
        return block.With("Settings", settings.Aggregate(Nodes.Mapping(), (all, setting) => all.With(setting.Name, Nodes.Text(setting.Value))));
    }

    private static MappingNode Resource(ConvertedResource resource, ConvertedResources resources)
    {
        ResourceDeclaration declaration = resource.Declaration;
        Evaluator evaluator = resource.Stack.Evaluator;
        evaluator.Subject = declaration.Name;
        var properties = new ConvertedProperties(resource, resources);
        MappingNode written = Nodes.Mapping();
        if (GeneratedName(declaration, evaluator) is (string property, ScalarNode name)) written.With(property, name);
        foreach (MappingEntry entry in declaration.Properties.Entries) written.With(entry.Key, properties.Of(entry.Value));
        Node[] dependsOn = [.. declaration.DependsOn.Select(name => resources.Called(name.Text, resource.Stack)).OfType<ConvertedResource>().Select(other => Nodes.Text(other.LogicalId))];
        return Nodes.Mapping()
            .With("Type", Nodes.Text(declaration.Type))
            .With("DependsOn", dependsOn.Length > 0 ? Nodes.List(dependsOn) : null)
            .With("Metadata", Metadata(resource, properties) is { Count: > 0 } block ? Nodes.Function("VpcSim", block) : null)
            .With("Properties", written.Count > 0 ? written : null);
    }

    private static MappingNode Metadata(ConvertedResource resource, ConvertedProperties properties)
    {
        ResourceDeclaration declaration = resource.Declaration;
        MappingNode block = Nodes.Mapping()
            .With(ResourceDeclaration.NameKey, declaration.Name == resource.LogicalId ? null : Nodes.Text(declaration.Name))
            .With(ResourceDeclaration.IdKey, declaration.KnownId is { } id ? Nodes.Text(id) : null);
        foreach (MappingEntry entry in declaration.Simulator?.Entries ?? [])
            if (!ResourceDeclaration.OwnKeys.Contains(entry.Key)) block.With(entry.Key, properties.Of(entry.Value));
        return block.With(ResourceDeclaration.ObservedKey, declaration.Observed);
    }

    /// <summary>A name that CloudFormation makes of the stack's name is the same in a stack of another name.</summary>
    private static (string Property, ScalarNode Name)? GeneratedName(ResourceDeclaration declaration, Evaluator evaluator)
    {
        (string property, Node? name) = declaration.Type switch
        {
            "AWS::Logs::LogGroup" => ("LogGroupName", LogDestinations.LogGroupName(evaluator, declaration, declaration.Place)),
            "AWS::S3::Bucket" => ("BucketName", LogDestinations.BucketName(evaluator, declaration, declaration.Place)),
            RoleNames.Type => ("RoleName", RoleNames.Name(evaluator, declaration, declaration.Place)),
            "AWS::EC2::SecurityGroup" => ("GroupName", Nodes.Text(SecurityGroupResources.GeneratedName(evaluator.Deployment, declaration.Name))),
            _ when WorkloadNames.Generated(evaluator, declaration) is (string named, string text) => (named, Nodes.Text(text)),
            _ => ("", null),
        };
        if (name is not ScalarNode generated) return null;
        bool isGiven = declaration.Properties.TryGet(property, out Node? given) && evaluator.Evaluate(given) is ScalarNode;
        return isGiven ? null : (property, generated);
    }
}
