namespace VpcSim.Scenarios.Tests.Files;

/// <summary>A scenario that says everything that one can say.</summary>
internal static class Everything
{
    public const string Text = """
        design: [ template.yaml, other.yaml ]
        parameters: { Environment: test, Count: 3 }
        region: eu-central-1
        account: 123456789012
        settings: { tcp-syn-timeout: 30 }
        quotas: { security-groups-per-interface: 7 }
        start: 2026-03-01T00:00:00Z
        until: 1h
        seed: 7
        world:
          internet:
            - { name: customer, address: 198.51.100.7 }
            - { name: both, address: [ 198.51.100.8, "2001:db8::8" ] }
          on-premises:
            - { name: erp, address: 192.168.10.5, behind: VpnConnection }
          services:
            WebServer: [ { tcp: 443, response-bytes: 20000 }, { udp: 53 } ]
          links:
            customer: { latency: 20ms, jitter: 2ms, bandwidth: 100Mbit, queue-bytes: 64000, loss: 0.5% }
            internet: { latency: 10ms }
          firewall:
            AppServer:
              - { accept: out, protocol: tcp, peer: 169.254.169.254, port: 80, user: root }
              - { drop: out, peer: 169.254.169.254/32 }
              - { reject: in, protocol: 17 }
        timeline:
          - { at: 0s, connect: { from: customer, to: WebServer, port: 443, source-port: 40000, send-bytes: 500, hold: 1s, ipv6: false, user: me, timeout: 5s, container-hops: 1 }, times: 3, every: 10ms, expect: connected }
          - at: 1s
            ping: { from: WebServer, to: erp, count: 3, interval: 200ms, bytes: 100, ttl: 64, dont-fragment: false, ipv6: false, user: me, timeout: 5s, container-hops: 1 }
            expect: { outcome: answered, answers: 3, within: 100ms, via: [ VpnGateway ], not-via: NatGateway }
          - at: 1500ms
            connect: { from: customer, to: Database, port: 5432 }
            expect: { dropped: IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, by: InternetGateway }
          - { at: 2s, send: { from: customer, to: WebServer, port: 53, source-port: 5353, bytes: 40, count: 2, interval: 1s, ipv6: false, user: me, timeout: 5s, container-hops: 1 } }
          - at: 3s
            resolve: { from: WebServer, name: s3.eu-central-1.amazonaws.com, type: AAAA, server: 10.0.0.2, user: me, timeout: 5s, container-hops: 1 }
            expect: { address: 10.0.0.1 }
          - { at: 4s, fetch: { from: WebServer, url: "http://customer/", user: me, timeout: 5s, container-hops: 1 }, expect: { status: 200, bytes: 20 } }
          - { at: 5s, metadata: { from: WebServer, path: /latest/meta-data/, version: 1, ipv6: false, user: me, timeout: 5s, container-hops: 1 } }
          - { at: 6s, time-sync: WebServer }
          - { at: 6s, time-sync: { from: WebServer, server: erp, user: me, timeout: 5s, container-hops: 1 } }
          - { at: 7s, activate: WebServer }
          - { at: 8s, boot: { from: WebServer } }
          - { at: 9s, change: { revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 443, cidr: 0.0.0.0/0 } }, expect: { refused: InvalidPermission.NotFound } }
          - { at: 12s, replay: { capture: a.pcapng, at: WebServer } }
        expect:
          - flow-log:
              { interface: WebServer, min-records: 1, max-records: 9, min-packets: 8, max-packets: 100, min-bytes: 10, max-bytes: 10000, FIELDS }
          - { never: { from: internet, to: Database, protocol: tcp, port: 5432, family: ipv4 } }
          - { always: { from: AppServer, to: Database, protocol: tcp, port: 5432, family: ipv4 } }
          - { path: { from: AppServer, to: internet, protocol: tcp, port: 443, family: ipv4, via: NatGateway, not-via: [ VpnGateway ] } }
          - { snapshot: flow-logs.expected.txt }
          - { snapshot: { file: timeline.expected.txt, of: timeline } }
        """;
}
