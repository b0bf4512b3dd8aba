namespace VpcSim.Cli.Commands;

/// <summary>The part of <c>vpcsim replay --help</c> that teaches.</summary>
internal static class ReplayHelp
{
    public const string Examples = """
        What became of the packets of a capture, and the first flow-log records:
          vpcsim replay web.pcapng --design template.yaml

        The flow log alone, into other programs; quote formats with single quotes, or the shell eats ${...}:
          vpcsim replay web.pcapng --design template.yaml --flow-logs - | grep REJECT
          vpcsim replay web.pcapng --design template.yaml --flow-logs - \
              --log-format '${interface-id} ${pkt-srcaddr} ${pkt-dstaddr} ${dstport} ${flow-direction} ${action}'

        The template's own flow logs, as CloudWatch Logs would hold them:
          vpcsim replay web.pcapng db.pcapng --design template.yaml --parameter Environment=prod --out results

        And those to S3 in their buckets, at a server that speaks S3's protocol:
          AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... vpcsim replay web.pcapng --design template.yaml \
              --out results --endpoint-url http://localhost:9000

        Every packet for Wireshark, its verdict as its comment, and what each interface would have seen:
          vpcsim replay web.pcapng --design template.yaml --annotate annotated.pcapng --pcap-dir interfaces

        Several stacks as one network; a stack has its file's name, or NAME=FILE gives it one:
          vpcsim replay web.pcapng --design net=vpc.yaml --design app.yaml --parameter NetworkStack=net
          vpcsim replay web.pcapng --design cdk.out

        Why one conversation fails, packet by packet; by its ends or by the number of one of its packets:
          vpcsim replay web.pcapng --design template.yaml --explain 'tcp 203.0.113.66 WebServer:22'
          vpcsim replay web.pcapng --design template.yaml --explain 226

        A capture from elsewhere, put into the design: its host 192.168.1.10 is the web server:
          vpcsim replay office.pcap --design template.yaml --map 192.168.1.10=WebServer
          vpcsim replay office.pcap --design template.yaml --map-auto

        A traffic mirror, whose session with VNI 7 copies the web server's packets; and a part of a capture:
          vpcsim replay mirror.pcap --design template.yaml --vni 7=WebServer
          vpcsim replay web.pcapng --design template.yaml --from +5m --until +6m --filter 'tcp port 443'

        The same traffic captured at both ends, the clocks of which are measured by the packets that both saw:
          vpcsim replay web.pcap@WebServer db.pcap@Database --design template.yaml

        Packets as they come: from a recorder, from an instance, off this machine's interface; a rotated set:
          tcpdump -i eth0 -U -w - | vpcsim replay - --design template.yaml --flow-logs -
          ssh web sudo tcpdump -U -w - not port 22 | vpcsim replay - --design template.yaml --for 5m
          vpcsim replay --interface eth0 --for 30s --filter 'not port 22' --design template.yaml
          vpcsim replay /var/captures/ trace.pcap* --design template.yaml

        Every packet is accounted for as one of: delivered, dropped (with the rule or route to blame),
        not-sent (its sender could not have sent it here), consumed (by a service of the VPC: DNS, DHCP,
        metadata, time, licensing), not-in-design, not-ip, undecodable.

        A guard for a pull request: nothing may be dropped by a security group, and the records stay as they are:
          vpcsim replay web.pcapng --design template.yaml --flow-logs expected.txt
          vpcsim replay web.pcapng --design template.yaml --expect expected.txt \
              --fail-on dropped:ENI_SG_RULES_MISMATCH

        Exit status: 0 done; 1 nothing captured belongs to what --explain names, or --fail-on or --expect
        fails; 2 wrong usage, an unusable design or capture, a capture damaged before its end (what comes
        before the damage is replayed), or flow logs that a destination did not take; 130 stopped by
        Ctrl-C; 143 by SIGTERM (packets that came live or from standard input until then are replayed and
        their results written).


        """;
}
