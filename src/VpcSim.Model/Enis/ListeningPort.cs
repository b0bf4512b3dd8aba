using System.Globalization;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Enis;

/// <summary>A port at which what stands behind an interface is known to take connections, such as a database's.</summary>
/// <param name="Protocol">An IANA number, see <see cref="IpProtocol"/>.</param>
/// <param name="Port">1 to 65,535.</param>
public readonly record struct ListeningPort(int Protocol, int Port)
{
    public static ListeningPort Tcp(int port) => new(IpProtocol.Tcp, port);

    public static ListeningPort Udp(int port) => new(IpProtocol.Udp, port);

    /// <summary>As <c>tcp/5432</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{IpProtocol.NameOf(Protocol)}/{Port}");
}
