using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>MetadataOptions</c> of an instance or a launch template. (EC2 API, InstanceMetadataOptionsRequest)</summary>
internal static class InstanceMetadata
{
    private const string Property = "MetadataOptions";

    /// <param name="owner">What has the property.</param>
    /// <param name="otherwise">What holds for everything that it leaves out.</param>
    public static MetadataOptions Read(PropertyReader owner, MetadataOptions otherwise)
    {
        if (owner.Mapping(Property) is not { } options) return otherwise;
        options.RefuseOthers("HttpEndpoint", "HttpProtocolIpv6", "HttpPutResponseHopLimit", "HttpTokens", "InstanceMetadataTags");
        MetadataOptions read = otherwise with
        {
            HttpEndpoint = Word(options, "HttpEndpoint", "enabled", "disabled") ?? otherwise.HttpEndpoint,
            HttpProtocolIpv6 = Word(options, "HttpProtocolIpv6", "enabled", "disabled") ?? otherwise.HttpProtocolIpv6,
            TokensRequired = Word(options, "HttpTokens", "required", "optional") ?? otherwise.TokensRequired,
            PutResponseHopLimit = HopLimit(options) ?? otherwise.PutResponseHopLimit,
        };
        if (options.Has("HttpTokens") || options.Has("HttpPutResponseHopLimit"))
        {
            owner.Resource.Finding("not-modelled", "HttpTokens and HttpPutResponseHopLimit of MetadataOptions; whether a request carries a token, and which of the "
                + "service's responses does, stands in payloads, which are not looked at", owner.PlaceOf(Property));
        }
        return read;
    }

    private static bool? Word(PropertyReader options, string property, string yes, string no)
    {
        string? word = options.Text(property);
        if (word is null || word == yes || word == no) return word is null ? null : word == yes;
        options.Invalid(property, $"Value ({word}) for parameter {property} is invalid. Use {yes} or {no}.");
        return null;
    }

    private static int? HopLimit(PropertyReader options)
    {
        int? limit = options.Integer("HttpPutResponseHopLimit");
        if (limit is null or (>= MetadataOptions.SmallestHopLimit and <= MetadataOptions.LargestHopLimit)) return limit;
        options.Invalid("HttpPutResponseHopLimit", $"Value ({limit}) for parameter HttpPutResponseHopLimit is invalid. It is {MetadataOptions.SmallestHopLimit} to "
            + $"{MetadataOptions.LargestHopLimit}.");
        return null;
    }
}
