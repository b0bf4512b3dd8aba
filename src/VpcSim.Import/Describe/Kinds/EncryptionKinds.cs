using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Encryption controls: entries of their own list, or what the VPC says of its own. (EC2 API, VpcEncryptionControl)</summary>
internal static class EncryptionKinds
{
    private static readonly string[] _gone = ["deleted", "deleting"];

    private static readonly string[] _excluded = ["enabled", "enabling"];

    // The key of ResourceExclusions, and the template's property.
    private static readonly (string Field, string Property)[] _exclusions =
        [.. new[] { "InternetGateway", "EgressOnlyInternetGateway", "NatGateway", "VirtualPrivateGateway", "VpcPeering", "Lambda", "ElasticFileSystem", "VpcLattice" }
            .Select(field => (field, $"{field}ExclusionInput"))];

    public static void Translate(Translation t)
    {
        foreach (Item vpc in t.Set.Of("Vpcs"))
        {
            if (vpc.Fields.Mapping("EncryptionControl") is { } own && own.Text("VpcEncryptionControlId") is { } id && t.Set.Find("VpcEncryptionControls", id) is null)
                t.Set.Imply("VpcEncryptionControls", id, own);
        }
        foreach (Item control in t.Set.Of("VpcEncryptionControls")) Control(t, control);
    }

    private static void Control(Translation t, Item control)
    {
        MappingNode fields = control.Fields;
        if (_gone.Contains(fields.Text("State"))) return;
        Built built = new Built(control.Place).Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId"))).Copy(fields, "Mode").Tags(fields);
        foreach ((string field, string property) in _exclusions)
            if (_excluded.Contains(fields.Mapping("ResourceExclusions").Mapping(field).Text("State"))) built.Set(property, "enable");
        t.Declare(control, "VPCEncryptionControl", built);
    }
}
