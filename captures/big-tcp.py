"""Lets the interfaces of this network namespace carry segments of SIZE bytes (BIG TCP), as newer `ip link set` does:
gso_max_size, gro_max_size, gso_ipv4_max_size and gro_ipv4_max_size. Debian 12's ip does not know the last two.

    ip netns exec NAMESPACE python3 big-tcp.py SIZE
"""
import socket
import struct
import sys

RTM_NEWLINK, NLM_F_REQUEST, NLM_F_ACK = 16, 1, 4
IFLA_GSO_MAX_SIZE, IFLA_GRO_MAX_SIZE, IFLA_GSO_IPV4_MAX_SIZE, IFLA_GRO_IPV4_MAX_SIZE = 41, 58, 63, 64


def set_sizes(netlink, index, size):
    body = struct.pack('=BxHiII', socket.AF_UNSPEC, 0, index, 0, 0)
    for kind in IFLA_GSO_MAX_SIZE, IFLA_GRO_MAX_SIZE, IFLA_GSO_IPV4_MAX_SIZE, IFLA_GRO_IPV4_MAX_SIZE:
        body += struct.pack('=HHI', 8, kind, size)
    netlink.send(struct.pack('=IHHII', 16 + len(body), RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, index, 0) + body)
    error = -struct.unpack_from('=i', netlink.recv(65536), 16)[0]
    if error:
        raise OSError(error, 'this kernel has no BIG TCP for interface', socket.if_indextoname(index))


netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
for index, name in socket.if_nameindex():
    if name != 'lo' and not name.startswith(('vpn', 'tunl', 'sit', 'gre', 'erspan', 'ip')):
        set_sizes(netlink, index, int(sys.argv[1]))
