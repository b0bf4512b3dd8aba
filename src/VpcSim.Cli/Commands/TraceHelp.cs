namespace VpcSim.Cli.Commands;

/// <summary>The part of <c>vpcsim trace --help</c> that teaches.</summary>
internal static class TraceHelp
{
    public const string Examples = """
        Whether the web server reaches the database, and what would have to change if it does not:
          vpcsim trace --design template.yaml --from WebServer --to Database:5432

        From the internet, from the office behind a VPN, from a subnet that has no instance yet:
          vpcsim trace --design template.yaml --from internet --to WebServer:443
          vpcsim trace --design template.yaml --from VpnConnection --source 192.168.10.5 --to AppServer:8080
          vpcsim trace --design template.yaml --from AppSubnet --to 198.51.100.7:443

        To a service: S3 through whatever the design has for it, Amazon DNS, instance metadata:
          vpcsim trace --design template.yaml --from AppServer --to s3
          vpcsim trace --design template.yaml --from AppServer --to dns
          vpcsim trace --design template.yaml --from AppServer --to metadata --json

        Ping, another protocol, IPv6:
          vpcsim trace --design template.yaml --from WebServer --to 10.0.2.20 --protocol icmp
          vpcsim trace --design template.yaml --from 198.51.100.7 --to WebServer --protocol 50
          vpcsim trace --design template.yaml --from WebServer --to '[2001:db8::7]:443'

        A packet that is too large for a hop, and one that does not live long enough:
          vpcsim trace --design template.yaml --from AppServer --to 192.168.10.5 --protocol icmp --length 1500
          vpcsim trace --design template.yaml --from AppServer --to 198.51.100.7:443 --ttl 1

        The answer is sent by whoever received the packet, and meets the state that the packet left behind:
        tracked connections, translations of a NAT gateway.

        Exit status: 0 the packet and its answer arrive; 1 one of them is dropped; 2 wrong usage, an unusable
        design, or names that it does not hold.

        """;
}
