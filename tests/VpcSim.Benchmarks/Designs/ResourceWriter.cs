using System.Text.Json;

namespace VpcSim.Benchmarks.Designs;

/// <summary>Writes the resources of a CloudFormation template, one after the other.</summary>
internal sealed class ResourceWriter(Utf8JsonWriter json) : IDisposable
{
    /// <summary>Opens a resource; disposing of what is returned closes it.</summary>
    public IDisposable Begin(string name, string type, string? dependsOn = null)
    {
        json.WriteStartObject(name);
        json.WriteString("Type", type);
        if (dependsOn is not null)
            json.WriteString("DependsOn", dependsOn);
        json.WriteStartObject("Properties");
        return this;
    }

    public ResourceWriter Set(string property, string value)
    {
        json.WriteString(property, value);
        return this;
    }

    public ResourceWriter Set(string property, int value)
    {
        json.WriteNumber(property, value);
        return this;
    }

    public ResourceWriter Set(string property, bool value)
    {
        json.WriteBoolean(property, value);
        return this;
    }

    /// <summary>Writes a property whose value is a reference to another resource.</summary>
    public ResourceWriter Refer(string property, string resource)
    {
        json.WritePropertyName(property);
        return Refer(resource);
    }

    /// <summary>Writes a property whose value is a list of references.</summary>
    public ResourceWriter ReferAll(string property, params ReadOnlySpan<string> names)
    {
        json.WriteStartArray(property);
        foreach (string resource in names)
            Refer(resource);
        json.WriteEndArray();
        return this;
    }

    /// <summary>Writes a property whose value is an attribute of another resource.</summary>
    public ResourceWriter Get(string property, string resource, string attribute)
    {
        json.WriteStartObject(property);
        json.WriteStartArray("Fn::GetAtt");
        json.WriteStringValue(resource);
        json.WriteStringValue(attribute);
        json.WriteEndArray();
        json.WriteEndObject();
        return this;
    }

    /// <summary>Writes a reference as an element of a list.</summary>
    public ResourceWriter Refer(string resource)
    {
        json.WriteStartObject();
        json.WriteString("Ref", resource);
        json.WriteEndObject();
        return this;
    }

    void IDisposable.Dispose()
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
