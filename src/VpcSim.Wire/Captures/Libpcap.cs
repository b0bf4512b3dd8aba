using SharpPcap;

namespace VpcSim.Wire.Captures;

/// <summary>The system's libpcap, which SharpPcap stands on. Capture files need none; what does need it asks here first.</summary>
public static class Libpcap
{
    /// <summary>The Debian package that holds it.</summary>
    public const string DebianPackage = "libpcap0.8";

    private static readonly Lazy<string?> _version = new(Find);

    /// <summary>Its version as it tells it, such as <c>1.10.3</c>; null where it is not installed.</summary>
    public static string? Version => _version.Value;

    public static bool IsAvailable => Version is not null;

    /// <summary>What to tell whoever asked for something that needs it; null where it is installed.</summary>
    /// <param name="what">What needs it, as the user wrote it: <c>--filter</c>.</param>
    public static string? ProblemOf(string what) => IsAvailable
        ? null
        : $"{what} needs libpcap, which is not installed here; install it (Debian, Ubuntu: apt install {DebianPackage}; macOS has it; Windows: npcap)";

    private static string? Find()
    {
        try
        {
            return Pcap.LibpcapVersion is { Major: > 0 } version ? version.ToString() : null; // 0.0 where it could not be loaded
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }
}
