using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Elastic IPs and what they are associated with.</summary>
internal static class AddressKinds
{
    public static void Translate(Translation t)
    {
        foreach (Item address in t.Set.Of("Addresses"))
        {
            MappingNode fields = address.Fields;
            t.Declare(address, "EIP", new Built(address.Place).Set("Domain", "vpc").Set("Address", fields.Scalar("PublicIp")).Tags(fields));
            if (t.Set.Find("NetworkInterfaces", fields.Text("NetworkInterfaceId")) is not { } eni) continue;
            t.Declare($"{address.Name}/association", "EIPAssociation", address.Place, new Built(address.Place).Set("AllocationId", Translation.Ref(address, address.Place))
                .Set("NetworkInterfaceId", Translation.Ref(eni, address.Place)).Copy(fields, "PrivateIpAddress"));
        }
    }
}
