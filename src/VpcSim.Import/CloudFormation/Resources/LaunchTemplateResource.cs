using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::LaunchTemplate</c>: type and metadata options of the instances that are launched by it. (EC2 guide, "Store instance launch parameters in Amazon EC2 launch templates")</summary>
internal static class LaunchTemplateResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::LaunchTemplate", "lt", Read, "LaunchTemplateName LaunchTemplateData TagSpecifications VersionDescription");

    // Of a launch template's parameters those that would place or guard interfaces.
    private static readonly string[] _notModelled = ["NetworkInterfaces", "SecurityGroupIds", "SecurityGroups"];

    /// <summary>The launch template that an instance names; null where it names none, or one that the design does not hold (a finding says so).</summary>
    public static LaunchTemplateDraft? Of(ResourceReader instance, DesignDraft draft)
    {
        if (instance.Mapping("LaunchTemplate") is not { } named) return null;
        string? id = named.TextIfKnown("LaunchTemplateId"), name = named.TextIfKnown("LaunchTemplateName");
        LaunchTemplateDraft? found = id is not null ? draft.LaunchTemplates.GetValueOrDefault(id) : draft.LaunchTemplates.Values.FirstOrDefault(template => template.Name == name && name is not null);
        if (found is null)
            instance.Finding("outside-design", $"the launch template {id ?? name ?? "of the instance"} is not part of this {instance.Noun}: what it says of the instance is not known", instance.PlaceOf("LaunchTemplate"));
        return found;
    }

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        PropertyReader? data = r.Mapping("LaunchTemplateData");
        foreach (string property in _notModelled)
            if (data is not null && data.Has(property))
                r.Finding("not-modelled", $"{property} of a launch template; say it at the instance", data.PlaceOf(property));
        MetadataOptions metadata = data is null ? MetadataOptions.Default : InstanceMetadata.Read(data, MetadataOptions.Default);
        draft.LaunchTemplates[r.Id] = new LaunchTemplateDraft(r.TextIfKnown("LaunchTemplateName"), data?.Text("InstanceType"), metadata);
    }
}
