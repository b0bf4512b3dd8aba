"""Wraps the packets of a capture as mirrors and taps do, with scapy (Debian's python3-scapy).

    python3 encapsulate.py geneve|gre|erspan|qinq FROM.pcap TO.pcap

geneve  IP packets in GENEVE, VNI 0, with the three options of an AWS Gateway Load Balancer (class 0x0108: the endpoint, the
        attachment, and a cookie of the flow), between the load balancer 10.1.0.5 and an appliance 10.1.0.20.
        https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/target-groups.html
gre     first half: Ethernet frames in GRE with key 7; second half: IP packets in GRE without a key. (RFC 2784, RFC 2890)
erspan  first half: type II with session 7 and sequence numbers; second half: type III with session 9.
        (draft-foschiano-erspan-03)
qinq    802.1ad tag 200 over 802.1Q tag 100.
"""
import logging
import sys
import zlib

logging.getLogger('scapy.runtime').setLevel(logging.ERROR)
from scapy.all import GRE, IP, IPv6, UDP, Dot1AD, Dot1Q, Ether, PcapReader, PcapWriter, load_contrib, raw  # noqa: E402

load_contrib('geneve')
load_contrib('erspan')
from scapy.contrib.erspan import ERSPAN_II, ERSPAN_III  # noqa: E402
from scapy.contrib.geneve import GENEVE  # noqa: E402

TAP, COLLECTOR = '02:00:0a:01:00:05', '02:00:0a:01:00:14'


def outer(number, protocol=None):
    ip = IP(src='10.1.0.5', dst='10.1.0.20', id=number, ttl=255)
    if protocol is not None:
        ip.proto = protocol
    return Ether(src=TAP, dst=COLLECTOR) / ip


def flow_of(packet):
    """The same for both directions, as a load balancer's cookie is."""
    ends = sorted(str((packet.src, getattr(packet.payload, 'sport', 0))) if end else
                  str((packet.dst, getattr(packet.payload, 'dport', 0))) for end in (0, 1))
    return zlib.crc32(repr((ends, packet.payload.name)).encode())


def geneve(number, count, frame):
    packet = frame.payload
    if not isinstance(packet, (IP, IPv6)):
        return None         # a load balancer of the third layer hands on no ARP
    flow = flow_of(packet)

    def option(kind, data):
        return bytes([0x01, 0x08, kind, len(data) // 4]) + data

    options = (option(1, bytes.fromhex('0a1b2c3d4e5f6071')) + option(2, bytes(8)) + option(3, flow.to_bytes(4, 'big')))
    header = bytes([len(options) // 4, 0]) + (0x0800 if packet.version == 4 else 0x86DD).to_bytes(2, 'big') + bytes(4)
    assert GENEVE(header + options).vni == 0
    return outer(number) / UDP(sport=49152 + flow % 16384, dport=6081) / (header + options + raw(packet))


def gre(number, count, frame):
    if number <= count // 2:
        return outer(number, 47) / GRE(key_present=1, key=7, proto=0x6558) / raw(frame)
    if not isinstance(frame.payload, (IP, IPv6)):
        return None
    return outer(number, 47) / GRE(proto=frame.type) / raw(frame.payload)


def erspan(number, count, frame):
    if number <= count // 2:
        return outer(number, 47) / GRE(seqnum_present=1, seqence_number=number, proto=0x88BE) / ERSPAN_II(ver=1, session_id=7) / raw(frame)
    return outer(number, 47) / GRE(seqnum_present=1, seqence_number=number, proto=0x22EB) / ERSPAN_III(ver=2, session_id=9) / raw(frame)


def qinq(number, count, frame):
    return (Ether(src=frame.src, dst=frame.dst, type=0x88A8) / Dot1AD(vlan=200) / Dot1Q(vlan=100, type=frame.type)
            / raw(frame.payload))


kind, source, target = sys.argv[1:]
with PcapReader(source) as reader:
    frames = list(reader)
with PcapWriter(target, linktype=1) as writer:
    for number, frame in enumerate(frames, 1):
        wrapped = {'geneve': geneve, 'gre': gre, 'erspan': erspan, 'qinq': qinq}[kind](number, len(frames), frame)
        if wrapped is not None:
            wrapped.time = frame.time
            writer.write(wrapped)
