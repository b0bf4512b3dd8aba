#!/usr/bin/env bash
# Makes the captures of this folder anew: real programs talk to each other in network namespaces that stand for the hosts
# of docs/examples/three-tier, and tcpdump records them on the instance's own interface, as a capture on EC2 is taken.
#
#   sudo captures/make.sh            every capture, about four minutes
#   sudo captures/make.sh NAME...    only these, e.g. web_session port_scan (the functions named capture_NAME below)
#
# Needs Linux with network namespaces, veth, bridge and tun, root, and these Debian packages, of which it installs none:
#   iproute2 procps util-linux openssl tcpdump tshark wireshark-common tcpreplay nginx-light curl openssh-server
#   openssh-client dnsmasq-base bind9-dnsutils udhcpc chrony iputils-ping traceroute nmap socat postgresql python3-scapy zstd
#
# No packet leaves the namespaces. They and every program started here are gone at the end, whatever happens.
set -euo pipefail

out=$(cd "$(dirname "$0")" && pwd)
readonly out
readonly web6=2600:1f18:1a4c:9501::4 app6=2600:1f18:1a4c:9502::4 customer6=2001:db8:7::7
readonly namespaces=(vpc inet web bastion app endpoint db customer scanner admin s3 erp monitor)
readonly debian_python=/usr/bin/python3       # the one that has python3-scapy

work='' recorder='' recorded=''

main() {
    local -a wanted=("$@")
    if ((${#wanted[@]} == 0)); then
        wanted=(web_session dns_dhcp ntp kms_1688 ping_traceroute port_scan ipv6 app_db bastion two_interfaces
            cooked_v2 cooked_v1 raw_ip vlan fragments offload snapped web_http
            mirror_vxlan mirror_others qinq two_ends rotated offload_both big_tcp
            elsewhere formats)
    fi

    check_requirements "${wanted[@]}"
    work=$(mktemp -d)
    chmod 755 "$work"
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM

    build_network
    start_services

    local name
    for name in "${wanted[@]}"; do
        echo "capture_$name"
        "capture_$name"
    done
}

# ---------------------------------------------------------------------------------------------------------- captures

# Everything a public web server sees, in a little over two minutes; taken on web.
capture_web_session() {
    forget_dhcp_lease
    record web web-session.nano.pcap --time-stamp-precision=nano
    local start=$SECONDS
    until_second() { local left=$((start + $1 - SECONDS)); ((left <= 0)) || sleep "$left"; }

    # It boots: address, name, time, metadata, licence.
    take_dhcp_lease
    on web dig +time=2 +tries=1 @10.0.0.2 www.example.com A >/dev/null
    on web dig +time=2 +tries=1 @169.254.169.253 app.internal.example.com A >/dev/null
    ask_time web 169.254.169.123
    fetch_metadata web 169.254.169.254
    ask_activation web 169.254.169.250

    # The bastion opens a shell that stays open nearly to the end.
    # shellcheck disable=SC2016 # web's shell counts
    shell bastion 10.0.1.10 'for n in 1 2 3 4 5 6 7; do echo "$n"; sleep 15; done' &
    local shell=$!

    until_second 10
    fetch customer http://198.51.100.10/ --connect-to ::10.0.1.10:
    fetch customer https://www.example.com/ --resolve www.example.com:443:10.0.1.10
    fetch customer "http://[$web6]/"
    fetch customer https://www.example.com/ --resolve "www.example.com:443:[$web6]"
    on customer ping -n -c 4 -i 0.5 10.0.1.10 >/dev/null

    until_second 20
    fetch customer http://10.0.1.10/app/orders            # nginx asks 10.0.2.10:8080
    fetch web http://10.0.2.10:8080/health
    on erp ping -n -c 3 -i 0.5 10.0.1.10 >/dev/null
    on web ping -n -c 3 -i 0.5 192.168.10.5 >/dev/null

    until_second 30
    on scanner nmap -n -Pn -sT --max-retries 0 -p 22,80,443,3306,5432,6379,8080 10.0.1.10 >/dev/null
    on scanner nmap -n -Pn -sU --max-retries 0 -p 161,1900 10.0.1.10 >/dev/null
    on scanner ping -n -c 2 -i 0.5 10.0.1.10 >/dev/null

    until_second 45
    query_database web 'select 1' || true                 # the database itself refuses web, too
    fetch web http://198.51.100.7/packages                # out to the internet
    on web dig +time=2 +tries=1 @192.168.10.5 erp.example.com A >/dev/null

    until_second 70
    fetch customer http://10.0.1.10/ http://10.0.1.10/prices http://10.0.1.10/app/orders
    fetch customer "http://[$web6]/app/orders"
    on customer ping -6 -n -c 2 -i 0.5 "$web6" >/dev/null
    renew_dhcp_lease

    until_second 90
    on scanner nmap -n -Pn -sS --max-retries 0 -p 21,22,23,25,80,3389,5900 10.0.1.10 >/dev/null
    fetch customer https://www.example.com/prices --resolve www.example.com:443:10.0.1.10
    ask_time web 169.254.169.123

    until_second 130
    fetch customer http://10.0.1.10/
    fetch erp http://10.0.1.10/app/orders
    on web dig +time=2 +tries=1 @10.0.0.2 www.example.com AAAA >/dev/null
    wait "$shell"
    stop_recording
    to_pcapng web-session.nano.pcap web-session.pcapng
    keep web-session.pcapng
}

# Amazon's DNS and DHCP, and beside them the office's own DNS server; taken on web.
capture_dns_dhcp() {
    forget_dhcp_lease
    record web dns-dhcp.pcap
    take_dhcp_lease
    local server
    for server in 10.0.0.2 169.254.169.253 192.168.10.5; do
        on web dig +time=2 +tries=1 "@$server" www.example.com A >/dev/null
        on web dig +time=2 +tries=1 "@$server" www.example.com AAAA >/dev/null
        on web dig +time=2 +tries=1 "@$server" nowhere.example.com A >/dev/null
        on web dig +time=2 +tries=1 +tcp "@$server" www.example.com A >/dev/null
    done
    renew_dhcp_lease
    forget_dhcp_lease
    take_dhcp_lease
    stop_recording
    keep dns-dhcp.pcap
}

# Amazon Time Sync, and beside it the office's own time server; taken on web.
capture_ntp() {
    record web ntp.pcap
    ask_time web 169.254.169.123
    ask_time web 192.168.10.5
    ask_time web fd00:ec2::123
    stop_recording
    keep ntp.pcap
}

# Amazon's licence activation servers' address and port, and beside it the office's own; taken on web.
capture_kms_1688() {
    record web kms-1688.pcap
    ask_activation web 169.254.169.250
    ask_activation web 169.254.169.251
    ask_activation web 192.168.10.5
    stop_recording
    keep kms-1688.pcap
}

# Echo both ways, and traceroute by UDP, ICMP and TCP with its time-exceeded answers; taken on web.
capture_ping_traceroute() {
    record web ping-traceroute.pcap
    on web ping -n -c 4 -i 0.3 198.51.100.7 >/dev/null
    on customer ping -n -c 4 -i 0.3 10.0.1.10 >/dev/null
    on web ping -n -c 2 -i 0.3 10.0.2.10 >/dev/null
    on web ping -n -c 2 -i 0.3 -W 1 10.0.1.99 >/dev/null || true     # nobody there: ARP only
    on web traceroute -n -q 2 -w 1 -m 6 198.51.100.7 >/dev/null
    on web traceroute -n -q 2 -w 1 -m 6 -I 198.51.100.7 >/dev/null
    on web traceroute -n -q 2 -w 1 -m 6 -T -p 80 198.51.100.7 >/dev/null
    on customer traceroute -n -q 1 -w 1 -m 6 10.0.1.10 >/dev/null
    stop_recording
    keep ping-traceroute.pcap
}

# TCP connect, SYN, FIN and UDP scans of web by a stranger; nanosecond pcap; taken on web.
capture_port_scan() {
    record web port-scan.pcap --time-stamp-precision=nano
    on scanner nmap -n -Pn -sT --max-retries 0 -p 20-25,80,110,143,443,3306,3389,5432,6379,8080 10.0.1.10 >/dev/null
    on scanner nmap -n -Pn -sS --max-retries 0 -p 1-30 10.0.1.10 >/dev/null
    on scanner nmap -n -Pn -sF --max-retries 0 -p 22,23,80 10.0.1.10 >/dev/null
    on scanner nmap -n -Pn -sU --max-retries 0 -p 53,123,161,500,1900 10.0.1.10 >/dev/null
    stop_recording
    keep port-scan.pcap
}

# IPv6: the customer and web, web and the application, Amazon's services, a refused port; taken on web.
capture_ipv6() {
    record web ipv6.nano.pcap --time-stamp-precision=nano
    fetch customer "http://[$web6]/"
    fetch customer https://www.example.com/ --resolve "www.example.com:443:[$web6]"
    fetch web "http://[$customer6]/packages"
    fetch web "http://[$app6]:8080/health"
    on customer ping -6 -n -c 3 -i 0.3 "$web6" >/dev/null
    on web ping -6 -n -c 3 -i 0.3 "$customer6" >/dev/null
    on web traceroute -6 -n -q 1 -w 1 -m 6 "$customer6" >/dev/null
    on customer nmap -6 -n -Pn -sT --max-retries 0 -p 22,80,5432 "$web6" >/dev/null
    on web dig +time=2 +tries=1 @fd00:ec2::253 www.example.com AAAA >/dev/null
    ask_time web fd00:ec2::123
    fetch_metadata web '[fd00:ec2::254]'
    stop_recording
    to_pcapng ipv6.nano.pcap ipv6.pcapng
    keep ipv6.pcapng
}

# What the application server talks to: database, internet, S3, Secrets Manager's endpoint, bastion, web; taken on app.
capture_app_db() {
    record app app-db.pcap
    query_database app 'create table orders (id int, item text)'
    query_database app "insert into orders values (1, 'bread'), (2, 'salt')" 'select * from orders' 'drop table orders'
    on app ping -n -c 3 -i 0.3 10.0.3.10 >/dev/null
    fetch web http://10.0.2.10:8080/orders
    on web ping -n -c 2 -i 0.3 10.0.2.10 >/dev/null
    shell bastion 10.0.2.10 true
    fetch app http://198.51.100.7/packages
    fetch app "http://[$customer6]/packages"
    fetch app https://examplebucket.s3.us-east-1.amazonaws.com/report.txt \
        --resolve examplebucket.s3.us-east-1.amazonaws.com:443:52.216.8.10
    fetch app https://secretsmanager.us-east-1.amazonaws.com/ \
        --resolve secretsmanager.us-east-1.amazonaws.com:443:10.0.2.4
    fetch app http://192.168.10.5/ 2>/dev/null || true    # nothing listens there: refused
    fetch customer "http://[$app6]:8080/orders"           # from outside, over IPv6
    stop_recording
    keep app-db.pcap
}

# SSH to the bastion from the administrators' network and from elsewhere, and on to web and app; taken on bastion.
capture_bastion() {
    record bastion bastion.pcap
    shell admin 10.0.1.20 true
    shell bastion 10.0.1.10 true
    shell bastion 10.0.2.10 true
    shell scanner 10.0.1.20 true
    on scanner ping -n -c 2 -i 0.3 10.0.1.20 >/dev/null
    stop_recording
    keep bastion.pcap
}

# One file of two interfaces: web's, and at the same time the database's.
capture_two_interfaces() {
    record db two-db.pcap
    local db_recorder=$recorder
    record web two-web.pcap
    fetch customer http://10.0.1.10/
    query_database app 'select 1'
    fetch customer http://10.0.1.10/prices
    query_database app 'select 2'
    stop_recording
    recorder=$db_recorder recorded=db
    stop_recording
    mergecap -I none -F pcapng -w "$work/two.pcapng" "$work/two-web.pcap" "$work/two-db.pcap"
    editcap --discard-capture-comment "$work/two.pcapng" "$work/two-interfaces.pcapng"
    forget_kernel two-interfaces.pcapng
    keep two-interfaces.pcapng
}

# Linux cooked v2, as `tcpdump -i any` writes it, loopback included; taken on web.
capture_cooked_v2() {
    record_any web cooked-any.pcap
    some_traffic
    on web ping -n -c 1 127.0.0.1 >/dev/null
    stop_recording
    keep cooked-any.pcap
}

# Linux cooked v1, as older tools write it; taken on web.
capture_cooked_v1() {
    record_any web cooked-v1.pcap -y LINUX_SLL
    some_traffic
    stop_recording
    keep cooked-v1.pcap
}

# Packets without a link layer: the office's end of the VPN tunnel (a tun device); taken on erp.
capture_raw_ip() {
    record_on vpn0 erp raw-ip.pcap
    on erp ping -n -c 3 -i 0.3 10.0.1.10 >/dev/null
    fetch erp http://10.0.1.10/app/orders
    on web dig +time=2 +tries=1 @192.168.10.5 erp.example.com A >/dev/null
    stop_recording
    keep raw-ip.pcap
}

# The same kind of traffic under an 802.1Q tag. Not every kernel has VLAN devices, so tcprewrite adds the tag.
capture_vlan() {
    record web vlan-untagged.pcap
    some_traffic
    stop_recording
    tcprewrite --enet-vlan=add --enet-vlan-tag=100 --enet-vlan-pri=0 --enet-vlan-cfi=0 --enet-vlan-proto=802.1q \
        --infile="$work/vlan-untagged.pcap" --outfile="$work/vlan.pcap"
    keep vlan.pcap
}

# ICMP, ICMPv6 and UDP larger than the MTU of 1500, in fragments; taken on web.
capture_fragments() {
    record web fragments.pcap
    on customer ping -n -c 2 -i 0.3 -M dont -s 4000 10.0.1.10 >/dev/null
    on customer ping -6 -n -c 2 -i 0.3 -s 4000 "$web6" >/dev/null
    letters 5000 | on web socat -b 8192 -T 1 - UDP4:192.168.10.5:7 >/dev/null
    letters 3000 | on scanner socat -b 8192 -u - UDP4:10.0.1.10:9999
    stop_recording
    keep fragments.pcap
}

# A download whose segments, as the host's interface hands them to its driver, are far larger than the MTU; taken on web.
capture_offload() {
    record web offload.pcap
    fetch customer http://10.0.1.10/large
    stop_recording
    keep offload.pcap
}

# The same download, 96 bytes of each packet; taken on web.
capture_snapped() {
    record web snapped.pcap -s 96
    fetch customer http://10.0.1.10/large
    fetch customer https://www.example.com/ --resolve www.example.com:443:10.0.1.10
    stop_recording
    keep snapped.pcap
}

# Ten requests; the file compressed, cut within its last record, damaged in the middle, in two sections; taken on web.
capture_web_http() {
    record web web-http.pcap
    local n
    for n in 1 2 3 4 5 6 7 8 9 10; do fetch customer "http://10.0.1.10/page-$n"; done
    stop_recording

    gzip -n -9 -c "$work/web-http.pcap" >"$work/web-http.pcap.gz"
    head -c -20 "$work/web-http.pcap" >"$work/web-http-truncated.pcap"

    # The 41st record's captured length becomes 4,294,967,295.
    local offset
    offset=$(tshark -r "$work/web-http.pcap" -c 40 -T fields -e frame.cap_len 2>/dev/null |
        awk '{ bytes += 16 + $1 } END { print 24 + bytes }')
    cp "$work/web-http.pcap" "$work/web-http-damaged.pcap"
    printf '\377\377\377\377' |
        dd of="$work/web-http-damaged.pcap" bs=1 seek=$((offset + 8)) conv=notrunc status=none

    to_pcapng web-http.pcap web-http.pcapng
    head -c -20 "$work/web-http.pcapng" >"$work/web-http-truncated.pcapng"

    # A pcapng file may hold several sections, one after the other.
    editcap -F pcapng -r "$work/web-http.pcap" "$work/first.pcapng" 1-50
    editcap -F pcapng "$work/web-http.pcap" "$work/second.pcapng" 1-50
    cat "$work/first.pcapng" "$work/second.pcapng" >"$work/web-http-two-sections.pcapng"
    keep web-http.pcap.gz web-http-truncated.pcap web-http-damaged.pcap web-http-truncated.pcapng \
        web-http-two-sections.pcapng
}

# What VPC Traffic Mirroring delivers: all that web and app send and receive, in VXLAN, one VNI for each; taken on monitor.
# A bridge that forgets every address at once floods what web (app) sends and receives into a VXLAN device as well. Beside
# it the same packets as web and app see them.
capture_mirror_vxlan() {
    add_monitor
    mirror web 7 br-public
    mirror app 9 br-app
    sleep 3                                               # until the new bridges have told their multicast groups
    record monitor mirror-vxlan.pcap udp port 4789
    local monitor_recorder=$recorder
    record web mirror-web.pcap
    local web_recorder=$recorder
    record app mirror-app.pcap
    mirrored_traffic
    stop_recording
    recorder=$web_recorder recorded=web
    stop_recording
    recorder=$monitor_recorder recorded=monitor
    stop_recording
    unmirror web br-public
    unmirror app br-app
    keep mirror-vxlan.pcap mirror-web.pcap mirror-app.pcap
}

# The same kind of traffic in GENEVE as a Gateway Load Balancer sends it to an appliance, in GRE as a router taps it, and in
# ERSPAN as a switch does. Not every kernel has such devices, so scapy wraps what tcpdump recorded on web.
capture_mirror_others() {
    record web mirrored.pcap
    mirrored_traffic
    stop_recording
    local kind
    for kind in geneve gre erspan; do
        "$debian_python" "$out/encapsulate.py" "$kind" "$work/mirrored.pcap" "$work/mirror-$kind.pcap"
        keep "mirror-$kind.pcap"
    done
}

# The same under a service provider's tag (802.1ad) over a customer's (802.1Q).
capture_qinq() {
    record web qinq-untagged.pcap
    some_traffic
    stop_recording
    "$debian_python" "$out/encapsulate.py" qinq "$work/qinq-untagged.pcap" "$work/qinq.pcap"
    keep qinq.pcap
}

# The application and its database, each with a dumpcap of its own at the same time. The database's clock is 2.5 s ahead.
# Twice its port is down for a moment: what was sent to it then, the application sends again.
capture_two_ends() {
    local app_dumpcap db_dumpcap
    dump app ends-app.pcapng
    app_dumpcap=$recorder
    dump db ends-db-in-time.pcapng
    db_dumpcap=$recorder
    query_database app 'select 1' 'select 2'
    fetch web http://10.0.2.10:8080/orders
    on app ping -n -c 3 -i 0.3 10.0.3.10 >/dev/null
    query_database app "select pg_sleep(0.4)" 'select 3' "select pg_sleep(0.4)" "select repeat('bread and salt ', 400)" &
    local querying=$!
    sleep 0.3
    ip -n vpcsim-vpc link set port-db down
    sleep 0.4
    ip -n vpcsim-vpc link set port-db up
    wait "$querying"
    ip -n vpcsim-vpc link set port-db down
    query_database app 'select 4' &
    querying=$!
    sleep 0.4
    ip -n vpcsim-vpc link set port-db up
    wait "$querying"
    shell bastion 10.0.2.10 true
    sleep 1
    kill -INT "$app_dumpcap" "$db_dumpcap"
    wait "$app_dumpcap" "$db_dumpcap"
    editcap -F pcapng -t 2.5 "$work/ends-db-in-time.pcapng" "$work/ends-db.pcapng"
    forget_kernel ends-app.pcapng ends-db.pcapng
    keep ends-app.pcapng ends-db.pcapng
}

# Files that follow each other: dumpcap's, of 40 packets each, and tcpdump's, of a million bytes each, compressed as they are
# done; taken on web.
capture_rotated() {
    rm -rf "$work/rotated"
    mkdir "$work/rotated"
    dump web rotated/web.pcapng -b packets:40
    some_traffic
    fetch customer http://10.0.1.10/prices http://10.0.1.10/app/orders
    some_traffic
    sleep 1
    kill -INT "$recorder"
    wait "$recorder"

    record web rotated/trace.pcap -C 1 -W 9 -z gzip
    local n
    for n in 1 2 3; do fetch customer http://10.0.1.10/larger; done
    stop_recording
    wait_until 'tcpdump has compressed' eval "! pgrep -x gzip >/dev/null"
    gzip "$work"/rotated/trace.pcap?

    rm -rf "$out/rotated"
    mkdir "$out/rotated"
    forget_kernel "$work"/rotated/web_*.pcapng
    install -m 644 "$work"/rotated/* "$out/rotated"
}

# Offload both ways: web hands its interface segments far above the MTU, whose checksums are not made yet, and receives
# some that its interface has joined; over IPv4 and IPv6, 128 bytes of each packet; taken on web.
capture_offload_both() {
    record web offload-both.pcap -s 128
    fetch customer http://10.0.1.10/large
    fetch web http://198.51.100.7/large
    fetch customer "http://[$web6]/large"
    fetch web "http://[$customer6]/large"
    stop_recording
    keep offload-both.pcap
}

# BIG TCP: segments that no length field of 16 bits can tell. IPv4's total length is 0 then; 128 bytes of each packet; taken
# on web.
capture_big_tcp() {
    local name
    for name in web vpc inet customer; do on "$name" "$debian_python" "$out/big-tcp.py" 190000; done
    for name in web customer; do
        on "$name" sysctl -q -w net.ipv4.tcp_wmem='4096 4000000 8000000' net.ipv4.tcp_rmem='4096 4000000 8000000'
    done
    record web big-tcp.pcap -s 128
    fetch customer http://10.0.1.10/larger
    fetch web http://198.51.100.7/larger
    fetch customer "http://[$web6]/larger"
    stop_recording
    for name in web vpc inet customer; do on "$name" "$debian_python" "$out/big-tcp.py" 65536; done
    keep big-tcp.pcap
}

# The same kind of hosts in a network with other addresses: tcprewrite moves 10.0.0.0/16 to 172.16.0.0/16; taken on app.
capture_elsewhere() {
    record app elsewhere-here.pcap
    on app dig +time=2 +tries=1 @10.0.0.2 www.example.com A >/dev/null
    fetch web http://10.0.2.10:8080/orders
    query_database app 'select 1'
    on web ping -n -c 2 -i 0.3 10.0.2.10 >/dev/null
    shell bastion 10.0.2.10 true
    fetch app http://198.51.100.7/packages
    fetch app https://secretsmanager.us-east-1.amazonaws.com/ \
        --resolve secretsmanager.us-east-1.amazonaws.com:443:10.0.2.4
    stop_recording
    tcprewrite --pnat=10.0.0.0/16:172.16.0.0/16 --infile="$work/elsewhere-here.pcap" --outfile="$work/elsewhere.pcap"
    keep elsewhere.pcap
}

# What web and app send and receive while the two are mirrored.
mirrored_traffic() {
    fetch customer http://10.0.1.10/
    fetch customer https://www.example.com/ --resolve www.example.com:443:10.0.1.10
    fetch customer http://10.0.1.10/app/orders            # nginx asks 10.0.2.10:8080
    fetch customer "http://[$web6]/"
    query_database app 'select 1'
    on customer ping -n -c 2 -i 0.3 10.0.1.10 >/dev/null
    on scanner nmap -n -Pn -sT --max-retries 0 -p 22,80,5432 10.0.1.10 >/dev/null
}

# The connections of web_http as other programs and systems write them.
capture_formats() {
    rm -rf "$out/formats"
    mkdir "$out/formats"
    gunzip -c "$out/web-http.pcap.gz" >"$work/formats.pcap"
    editcap -F snoop "$work/formats.pcap" "$out/formats/web-http.snoop"
    editcap -F modpcap "$work/formats.pcap" "$work/modified.pcap"
    gzip -n -9 -c "$work/modified.pcap" >"$out/formats/web-http.modified.pcap.gz"
    zstd -q -19 -f "$work/formats.pcap" -o "$out/formats/web-http.pcap.zst"
}

some_traffic() {
    fetch customer http://10.0.1.10/
    fetch customer "http://[$web6]/"
    on customer ping -n -c 2 -i 0.3 10.0.1.10 >/dev/null
    on web dig +time=2 +tries=1 @10.0.0.2 www.example.com A >/dev/null
    on scanner nmap -n -Pn -sT --max-retries 0 -p 22,5432 10.0.1.10 >/dev/null
}

# ----------------------------------------------------------------------------------------------- what a host can do

on() { timeout 60 ip netns exec "vpcsim-$1" "${@:2}"; }

# fetch HOST URL... [curl option]...
fetch() {
    on "$1" curl --disable --noproxy '*' --globoff --insecure --silent --show-error --max-time 5 "${@:2}" >/dev/null
}

# shell HOST ADDRESS COMMAND
shell() {
    timeout 150 ip netns exec "vpcsim-$1" ssh -F /dev/null -i "$work/ssh/user" -o BatchMode=yes -o ConnectTimeout=5 \
        -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
        "root@$2" "$3" >/dev/null
}

# query_database HOST STATEMENT...
query_database() {
    local -a statements=()
    local statement
    for statement in "${@:2}"; do statements+=(-c "$statement"); done
    on "$1" env PGSSLMODE=disable PGCONNECT_TIMEOUT=3 "$postgres_bin/psql" --no-psqlrc --quiet \
        -h 10.0.3.10 -U shop -d postgres "${statements[@]}" >/dev/null 2>"$work/psql.log"
}

# A one-time query; -Q sets no clock.
ask_time() {
    on "$1" chronyd -Q -t 10 -u root "server $2 iburst maxsamples 2" 'cmdport 0' "pidfile $work/ask-$1.pid" \
        >/dev/null 2>&1
}

# Session-token metadata (IMDSv2).
fetch_metadata() {
    fetch "$1" "http://$2/latest/api/token" -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60'
    fetch "$1" "http://$2/latest/meta-data/instance-type" -H 'X-aws-ec2-metadata-token: example'
}

# No KMS client is at hand: a line of text goes to its port, and comes back.
ask_activation() { echo 'activation request' | on "$1" socat -T 1 - "TCP4:$2:1688,connect-timeout=3" >/dev/null; }

take_dhcp_lease() {
    start web udhcpc -f -i eth0 -t 3 -T 1 -s "$work/lease.sh" -p "$work/udhcpc.pid"
    wait_until 'web has its address' eval "ip -n vpcsim-web -4 addr show dev eth0 | grep -q 10.0.1.10"
}

renew_dhcp_lease() { kill -USR1 "$(cat "$work/udhcpc.pid")"; sleep 1; }

# Releases the lease as udhcpc does when it is told to, and ends it.
forget_dhcp_lease() {
    local client
    client=$(cat "$work/udhcpc.pid")
    kill -USR2 "$client"
    sleep 1
    kill "$client"
    wait_until 'udhcpc has ended' eval "! kill -0 $client 2>/dev/null"
    ip -n vpcsim-web -4 addr flush dev eth0
}

letters() { head -c "$1" /dev/zero | tr '\0' x; }

# --------------------------------------------------------------------------------------------------------- recording

# record HOST FILE [tcpdump option]...: into the work folder, until stop_recording
record() { record_on eth0 "$@"; }
record_any() { record_on any "$@"; }

record_on() {
    local interface=$1 host=$2 file=$3
    ip netns exec "vpcsim-$host" tcpdump -i "$interface" -n -Z root --immediate-mode -B 65536 -U -w "$work/$file" \
        "${@:4}" 2>"$work/tcpdump-$host.log" &
    recorder=$! recorded=$host
    wait_until 'tcpdump listens' grep -q 'listening on' "$work/tcpdump-$host.log"
}

# dump HOST FILE [dumpcap option]...: with dumpcap, into the work folder, until a signal; its process is $recorder then
dump() {
    ip netns exec "vpcsim-$1" dumpcap -q -i eth0 -w "$work/$2" "${@:3}" 2>"$work/dumpcap-$1.log" &
    recorder=$!
    wait_until 'dumpcap listens' grep -q '^File: ' "$work/dumpcap-$1.log"
}

# Fails if a packet was missed.
stop_recording() {
    sleep 1
    kill -INT "$recorder"
    wait "$recorder" || true
    grep -qx '0 packets dropped by kernel' "$work/tcpdump-$recorded.log"
}

# editcap's section header names itself only: no machine, no kernel.
to_pcapng() { editcap -F pcapng "$work/$1" "$work/$2"; }

# forget_kernel FILE...: mergecap and dumpcap write this machine's kernel into the section header; spaces keep the length.
forget_kernel() {
    local kernel
    kernel="Linux $(uname -r)"
    (cd "$work" && LC_ALL=C sed -i "s/$kernel/$(printf '%-*s' "${#kernel}" Linux)/g" "$@")
}

# keep FILE...: a capture is done
keep() {
    local file
    for file in "$@"; do install -m 644 "$work/$file" "$out/$file"; done
}

# ---------------------------------------------------------------------------------------------------------- network

#  web  bastion          app  endpoint     db
#    \   /                 \   /           |
#  br-public              br-app         br-db           the VPC's subnets, and in vpc also what AWS answers itself:
#      \____________________|______________/              DNS, time, metadata, licences
#                          vpc ------- tunnel ------- erp (on premises)
#                           |
#                          inet                           stands for the internet
#            /         /         \        \
#        customer   scanner    admin     s3
build_network() {
    local name
    for name in "${namespaces[@]}"; do
        ip netns add "vpcsim-$name"
        ip -n "vpcsim-$name" link set lo up
        on "$name" sysctl -q -w net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 \
            net.ipv6.conf.default.router_solicitations=0 net.ipv4.conf.all.send_redirects=0 \
            net.ipv4.conf.default.send_redirects=0
    done
    for name in vpc inet; do on "$name" sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1; done

    add_subnet vpc br-public 02:00:0a:00:01:01 10.0.1.1/24 2600:1f18:1a4c:9501::1/64
    add_subnet vpc br-app 02:00:0a:00:02:01 10.0.2.1/24 2600:1f18:1a4c:9502::1/64
    add_subnet vpc br-db 02:00:0a:00:03:01 10.0.3.1/24
    add_host web vpc br-public 02:00:0a:00:01:0a 10.0.1.10/24 10.0.1.1 "$web6/64" 2600:1f18:1a4c:9501::1
    add_host bastion vpc br-public 02:00:0a:00:01:14 10.0.1.20/24 10.0.1.1
    add_host app vpc br-app 02:00:0a:00:02:0a 10.0.2.10/24 10.0.2.1 "$app6/64" 2600:1f18:1a4c:9502::1
    add_host endpoint vpc br-app 02:00:0a:00:02:04 10.0.2.4/24 10.0.2.1
    add_host db vpc br-db 02:00:0a:00:03:0a 10.0.3.10/24 10.0.3.1
    for name in 10.0.0.2 169.254.169.{123,250,251,253,254}; do ip -n vpcsim-vpc addr add "$name/32" dev lo; done
    for name in fd00:ec2::{123,253,254}; do ip -n vpcsim-vpc addr add "$name/128" dev lo; done

    add_subnet inet br-customer 02:00:c6:33:64:01 198.51.100.1/24 2001:db8:7::1/64
    add_subnet inet br-scanner 02:00:cb:00:71:41 203.0.113.65/26
    add_subnet inet br-admin 02:00:cb:00:71:01 203.0.113.1/26
    add_subnet inet br-s3 02:00:34:d8:08:01 52.216.8.1/24
    add_host customer inet br-customer 02:00:c6:33:64:07 198.51.100.7/24 198.51.100.1 "$customer6/64" 2001:db8:7::1
    add_host scanner inet br-scanner 02:00:cb:00:71:42 203.0.113.66/26 203.0.113.65
    add_host admin inet br-admin 02:00:cb:00:71:05 203.0.113.5/26 203.0.113.1
    add_host s3 inet br-s3 02:00:34:d8:08:0a 52.216.8.10/24 52.216.8.1

    ip -n vpcsim-vpc link add to-inet type veth peer name to-vpc netns vpcsim-inet
    add_address vpc to-inet 192.0.2.1/30 2001:db8:ff::1/64
    add_address inet to-vpc 192.0.2.2/30 2001:db8:ff::2/64
    ip -n vpcsim-vpc route add default via 192.0.2.2
    ip -n vpcsim-vpc -6 route add default via 2001:db8:ff::2
    ip -n vpcsim-inet route add 10.0.0.0/16 via 192.0.2.1
    ip -n vpcsim-inet -6 route add 2600:1f18:1a4c:9500::/56 via 2001:db8:ff::1

    build_tunnel
    wait_until 'hosts reach each other' on customer ping -n -c 1 -W 1 10.0.1.10 >/dev/null
    wait_until 'IPv6 works' on customer ping -6 -n -c 1 -W 1 "$app6" >/dev/null
    wait_until 'the tunnel works' on erp ping -n -c 1 -W 1 10.0.1.10 >/dev/null
}

# The collector of mirrored packets, beside the VPC's router.
add_monitor() {
    ip -n vpcsim-vpc link add to-monitor mtu 9000 type veth peer name eth0 mtu 9000 netns vpcsim-monitor
    add_address vpc to-monitor 198.18.1.1/30
    add_address monitor eth0 198.18.1.2/30
}

# mirror HOST VNI BRIDGE: a bridge between the host's port and its subnet's, with ageing 0 and a VXLAN device
mirror() {
    ip -n vpcsim-vpc link add name "tap-$1" type bridge ageing_time 0 mcast_snooping 0
    on vpc sysctl -q -w "net.ipv4.conf.tap-$1.arp_ignore=8" "net.ipv6.conf.tap-$1.disable_ipv6=1"     # it has no address of its own
    ip -n vpcsim-vpc link add name "up-$1" type veth peer name "down-$1"
    ip -n vpcsim-vpc link add name "vxlan-$1" mtu 8950 type vxlan id "$2" dstport 4789 local 198.18.1.1 remote 198.18.1.2 nolearning
    ip -n vpcsim-vpc link set "up-$1" master "$3" addrgenmode none up
    local port
    for port in "port-$1" "down-$1" "vxlan-$1"; do ip -n vpcsim-vpc link set "$port" master "tap-$1" addrgenmode none up; done
    ip -n vpcsim-vpc link set "tap-$1" addrgenmode none up
}

# unmirror HOST BRIDGE
unmirror() {
    ip -n vpcsim-vpc link set "port-$1" master "$2"
    local device
    for device in "vxlan-$1" "up-$1" "tap-$1"; do ip -n vpcsim-vpc link del "$device"; done
}

# add_subnet ROUTER BRIDGE MAC ADDRESS [ADDRESS6]
add_subnet() {
    ip -n "vpcsim-$1" link add name "$2" address "$3" type bridge mcast_snooping 0
    add_address "$1" "${@:2:1}" "${@:4}"
}

# add_host HOST ROUTER BRIDGE MAC ADDRESS GATEWAY [ADDRESS6 GATEWAY6]
add_host() {
    ip -n "vpcsim-$1" link add name eth0 address "$4" type veth peer name "port-$1" netns "vpcsim-$2"
    ip -n "vpcsim-$2" link set "port-$1" master "$3" addrgenmode none up
    add_address "$1" eth0 "$5" ${7:+"$7"}
    ip -n "vpcsim-$1" route add default via "$6"
    [[ -z ${8:-} ]] || ip -n "vpcsim-$1" -6 route add default via "$8"
}

# add_address NAMESPACE INTERFACE ADDRESS...
add_address() {
    local address
    ip -n "vpcsim-$1" link set "$2" up
    for address in "${@:3}"; do ip -n "vpcsim-$1" addr add "$address" dev "$2"; done
}

# The VPN: IP packets between two tun devices, carried over UDP by socat.
build_tunnel() {
    ip -n vpcsim-vpc link add to-erp mtu 9000 type veth peer name to-vpc mtu 9000 netns vpcsim-erp
    add_address vpc to-erp 198.18.0.1/30
    add_address erp to-vpc 198.18.0.2/30
    local tun=TUN,tun-name=vpn0,tun-type=tun,iff-no-pi,iff-up
    start vpc socat -b 65535 "$tun" UDP4-DATAGRAM:198.18.0.2:4500,bind=198.18.0.1:4500
    start erp socat -b 65535 "$tun" UDP4-DATAGRAM:198.18.0.1:4500,bind=198.18.0.2:4500
    local end
    for end in vpc erp; do
        wait_until 'the tunnel is up' eval "ip -n vpcsim-$end link show vpn0 >/dev/null 2>&1"
        on "$end" sysctl -q -w net.ipv6.conf.vpn0.disable_ipv6=1
    done
    ip -n vpcsim-vpc route add 192.168.0.0/16 dev vpn0 src 10.0.1.1
    ip -n vpcsim-erp addr add 192.168.10.5/32 dev vpn0
    ip -n vpcsim-erp route add 10.0.0.0/16 dev vpn0 src 192.168.10.5
}

# --------------------------------------------------------------------------------------------------------- services

start_services() {
    make_certificate
    serve_http web 'listen 80; listen [::]:80; listen 443 ssl; listen [::]:443 ssl;
        location /app/ { proxy_pass http://10.0.2.10:8080/; }
        location ~ ^/larger?$ { root '"$work"'; }
        location / { return 200 "a page of the shop\n"; }'
    serve_http app 'listen 8080; listen [::]:8080; location / { return 200 "[\"bread\", \"salt\"]\n"; }'
    serve_http endpoint 'listen 443 ssl; location / { return 200 "a secret\n"; }'
    serve_http s3 'listen 80; listen 443 ssl; location / { return 200 "a report\n"; }'
    serve_http customer 'listen 80; listen [::]:80; location ~ ^/larger?$ { root '"$work"'; }
        location / { return 200 "a package\n"; }'
    serve_http vpc 'listen 169.254.169.254:80; listen [fd00:ec2::254]:80;
        location = /latest/api/token { return 200 "example"; }
        location = /latest/meta-data/instance-type { return 200 "t3.micro"; }'
    letters 100000 >"$work/large"
    letters 900000 >"$work/larger"

    serve_dns vpc 10.0.0.2,169.254.169.253,fd00:ec2::253
    serve_dns erp 192.168.10.5
    serve_dhcp
    serve_time vpc 169.254.169.123 fd00:ec2::123
    serve_time erp 192.168.10.5
    start vpc socat TCP4-LISTEN:1688,fork,reuseaddr PIPE
    start erp socat TCP4-LISTEN:1688,fork,reuseaddr PIPE
    start erp socat -b 8192 UDP4-LISTEN:7,fork PIPE
    serve_ssh web bastion app
    serve_postgres
    wait_until 'the web server answers' fetch customer http://10.0.1.10/ 2>/dev/null

    ip -n vpcsim-web -4 addr flush dev eth0
    take_dhcp_lease
}

make_certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=www.example.com \
        -keyout "$work/tls.key" -out "$work/tls.crt" 2>/dev/null
}

# serve_http HOST 'the inside of a server block'
serve_http() {
    mkdir -p "$work/nginx-$1"
    cat >"$work/nginx-$1.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx-$1/pid; error_log $work/nginx-$1/error.log; events { }
http {
    server_tokens off; access_log off; default_type text/plain; keepalive_timeout 30s;
    client_body_temp_path $work/nginx-$1/body; proxy_temp_path $work/nginx-$1/proxy;
    fastcgi_temp_path $work/nginx-$1/fastcgi; scgi_temp_path $work/nginx-$1/scgi; uwsgi_temp_path $work/nginx-$1/uwsgi;
    ssl_certificate $work/tls.crt; ssl_certificate_key $work/tls.key;
    server { $2 }
}
CONF
    start "$1" nginx -e "$work/nginx-$1/error.log" -c "$work/nginx-$1.conf"
}

# serve_dns HOST ADDRESS,...
serve_dns() {
    start "$1" dnsmasq --keep-in-foreground --conf-file=/dev/null --user=root --pid-file= --no-hosts --no-resolv \
        --bind-interfaces --listen-address="$2" --local=/example.com/ \
        --host-record=www.example.com,10.0.1.10,"$web6" --host-record=app.internal.example.com,10.0.2.10 \
        --host-record=erp.example.com,192.168.10.5
}

serve_dhcp() {
    cat >"$work/lease.sh" <<'LEASE'
#!/bin/sh
case $1 in
    deconfig) ip -4 addr flush dev "$interface" ;;
    bound | renew)
        ip addr replace "$ip/24" dev "$interface"
        ip route replace default via "$router" ;;
esac
LEASE
    chmod +x "$work/lease.sh"
    start vpc dnsmasq --keep-in-foreground --conf-file=/dev/null --user=root --pid-file= --port=0 --no-ping \
        --interface=br-public --bind-interfaces --dhcp-leasefile="$work/leases" --dhcp-authoritative \
        --dhcp-range=10.0.1.10,static,255.255.255.0,1h --dhcp-host=02:00:0a:00:01:0a,10.0.1.10 --domain=ec2.internal \
        --dhcp-option=option:router,10.0.1.1 --dhcp-option=option:dns-server,10.0.0.2 \
        --dhcp-option=option:ntp-server,169.254.169.123
}

# serve_time HOST ADDRESS...: without touching this machine's clock (-x)
serve_time() {
    local -a directives=('local stratum 4' 'allow all' 'cmdport 0' "pidfile $work/time-$1.pid")
    local address
    for address in "${@:2}"; do directives+=("bindaddress $address"); done
    start "$1" chronyd -x -d -u root "${directives[@]}"
}

serve_ssh() {
    mkdir -p "$work/ssh" /run/sshd
    ssh-keygen -q -t ed25519 -N '' -C host -f "$work/ssh/host"
    ssh-keygen -q -t ed25519 -N '' -C user -f "$work/ssh/user"
    cat >"$work/ssh/config" <<CONF
HostKey $work/ssh/host
AuthorizedKeysFile $work/ssh/user.pub
StrictModes no
UsePAM no
UseDNS no
PidFile none
DebianBanner no
PermitRootLogin prohibit-password
PrintMotd no
PrintLastLog no
CONF
    local host
    for host in "$@"; do start "$host" /usr/sbin/sshd -D -e -f "$work/ssh/config"; done
}

serve_postgres() {
    local data="$work/postgres"
    install -d -o postgres -g postgres -m 700 "$data"
    as_postgres "$postgres_bin/initdb" -D "$data" -U shop -A trust --locale=C.UTF-8 -E UTF8 --no-sync >/dev/null
    echo 'host all all 10.0.2.0/24 trust' >"$data/pg_hba.conf"
    start db setpriv --reuid=postgres --regid=postgres --clear-groups "$postgres_bin/postgres" -D "$data" \
        -c listen_addresses=10.0.3.10 -c unix_socket_directories= -c timezone=UTC -c fsync=off
    wait_until 'the database answers' query_database app 'select 1'
}

as_postgres() { (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups "$@"); }

# ------------------------------------------------------------------------------------------- starting and cleaning up

# start HOST PROGRAM [ARGUMENT]...: in the background, ended by clean_up
start() {
    ip netns exec "vpcsim-$1" "${@:2}" >>"$work/$1.log" 2>&1 </dev/null &
}

# wait_until 'WHAT' COMMAND...: at most ten seconds
wait_until() {
    local tries
    for ((tries = 0; tries < 100; tries++)); do
        if "${@:2}"; then return; fi
        sleep 0.1
    done
    echo "make.sh: gave up waiting: $1" >&2
    exit 1
}

clean_up() {
    local status=$? name process
    trap '' INT TERM
    ((status == 0)) || tail -n 5 "$work"/*.log >&2 || true
    for process in $(jobs -rp); do kill "$process" 2>/dev/null || true; done
    sleep 1
    for name in "${namespaces[@]}"; do
        for process in $(ip netns pids "vpcsim-$name" 2>/dev/null || true); do
            kill -KILL "$process" 2>/dev/null || true
        done
        ip netns del "vpcsim-$name" 2>/dev/null || true
    done
    rm -rf "$work"
    exit "$status"
}

check_requirements() {
    if ((EUID != 0)); then
        echo 'make.sh: needs root, to make network namespaces' >&2
        exit 2
    fi

    local name
    for name in "$@"; do
        if ! declare -F "capture_$name" >/dev/null; then
            echo "make.sh: no capture is named $name" >&2
            exit 2
        fi
    done

    local -a missing=()
    local pair
    for pair in ip:iproute2 sysctl:procps setpriv:util-linux openssl:openssl tcpdump:tcpdump tshark:tshark \
        editcap:wireshark-common dumpcap:wireshark-common mergecap:wireshark-common tcprewrite:tcpreplay nginx:nginx-light curl:curl \
        sshd:openssh-server ssh:openssh-client dnsmasq:dnsmasq-base dig:bind9-dnsutils udhcpc:udhcpc chronyd:chrony \
        ping:iputils-ping traceroute:traceroute nmap:nmap socat:socat zstd:zstd; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
    done

    "$debian_python" -c 'import scapy' 2>/dev/null || missing+=(python3-scapy)
    for postgres_bin in /usr/lib/postgresql/*/bin; do :; done       # the newest
    [[ -x $postgres_bin/initdb ]] || missing+=(postgresql)
    if ((${#missing[@]} > 0)); then
        echo "make.sh: install these Debian packages first: ${missing[*]}" >&2
        exit 2
    fi

    for name in "${namespaces[@]}"; do
        if [[ -e /run/netns/vpcsim-$name ]]; then
            echo "make.sh: namespace vpcsim-$name exists already: another run, or the rest of one" >&2
            exit 2
        fi
    done
}

main "$@"
