using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Packets of an interface that the machine could not keep up with.</summary>
public static class PacketLoss
{
    /// <summary>What the user is told of them, in one text; null where nothing was lost.</summary>
    /// <param name="name">The interface.</param>
    /// <param name="byKernel">Packets dropped for want of room in the kernel's buffer.</param>
    /// <param name="byInterface">Packets dropped by the interface or its driver.</param>
    /// <param name="read">Packets that were read.</param>
    public static string? Told(string name, long byKernel, long byInterface, long read) => byKernel + byInterface == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {byKernel} packets were dropped by the kernel and {byInterface} by the interface, beside the {read} that were read. Give it less to do (--filter), or record with tcpdump first");
}
