namespace VpcSim.Wire.Captures;

/// <summary>From the numbers that files hold to <see cref="LinkType"/>.</summary>
internal static class LinkTypeRegistry
{
    // DLT_RAW as BSD and OpenBSD number it; files written before LINKTYPE_RAW carry these.
    private const uint RawOfBsd = 12;
    private const uint RawOfOpenBsd = 14;

    /// <summary>The link type, with the older numbers of raw IP brought to <see cref="LinkType.Raw"/>.</summary>
    public static LinkType Normalize(uint value) => value is RawOfBsd or RawOfOpenBsd ? LinkType.Raw : (LinkType)value;
}
