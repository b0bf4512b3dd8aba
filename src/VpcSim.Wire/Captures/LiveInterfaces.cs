using SharpPcap;
using SharpPcap.LibPcap;

namespace VpcSim.Wire.Captures;

/// <summary>The network interfaces of this machine, as libpcap names them.</summary>
internal static class LiveInterfaces
{
    private static readonly string[] _noNetworks = ["bluetooth", "dbus", "nflog", "nfqueue", "usbmon"];

    /// <summary>Opens one.</summary>
    /// <exception cref="CaptureFormatException">libpcap is missing, there is no such interface, or it may not be opened.</exception>
    public static LibPcapLiveDevice Open(string name, DeviceConfiguration configuration)
    {
        if (Libpcap.ProblemOf($"--interface {name}") is { } missing) throw new CaptureFormatException(missing);
        LibPcapLiveDevice? device = LibPcapLiveDeviceList.New().FirstOrDefault(candidate => candidate.Name == name);
        if (device is null) throw new CaptureFormatException($"there is no interface {name} here; there are {string.Join(", ", Names())}");
        try
        {
            device.Open(configuration);
            return device;
        }
        catch (PcapException refused)
        {
            device.Dispose();
            throw new CaptureFormatException(Reason(name, refused), refused);
        }
    }

    private static IEnumerable<string> Names() => LibPcapLiveDeviceList.New().Select(device => device.Name)
        .Where(name => !_noNetworks.Any(other => name.StartsWith(other, StringComparison.Ordinal)));

    private static string Reason(string name, PcapException refused) => refused.Error switch
    {
        PcapError.PermissionDenied or PcapError.PromiscuousPermissionDenied =>
            $"packets of {name} may not be taken by this user; it needs root or CAP_NET_RAW. Run it by sudo, or let tcpdump have the rights: sudo tcpdump -i {name} -U -w - | vpcsim replay - ...",
        PcapError.InterfaceNotUp => $"{name} is not up; bring it up: ip link set {name} up",
        _ => $"{name} cannot be opened: {refused.Message}",
    };
}
