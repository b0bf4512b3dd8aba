// The packet-level simulator that others use, ns-3: a UDP client, a router and a server, over a point-to-point link and a CSMA network.
//   g++ -O2 -std=c++17 ns3_udp.cc -o ns3_udp -lns3-core ... && ./ns3_udp --packets=200000
#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/csma-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include <iostream>

using namespace ns3;

int main(int count, char **arguments) {
    uint32_t packets = 200000;
    CommandLine line;
    line.AddValue("packets", "how many the client sends", packets);
    line.Parse(count, arguments);

    NodeContainer nodes;
    nodes.Create(3);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    link.SetChannelAttribute("Delay", StringValue("50us"));
    NetDeviceContainer near = link.Install(nodes.Get(0), nodes.Get(1));
    CsmaHelper csma;
    csma.SetChannelAttribute("DataRate", StringValue("10Gbps"));
    csma.SetChannelAttribute("Delay", TimeValue(NanoSeconds(500)));
    NetDeviceContainer far = csma.Install(NodeContainer(nodes.Get(1), nodes.Get(2)));
    InternetStackHelper().Install(nodes);
    Ipv4AddressHelper addresses;
    addresses.SetBase("10.1.0.0", "255.255.255.0");
    addresses.Assign(near);
    addresses.SetBase("10.2.0.0", "255.255.255.0");
    Ipv4InterfaceContainer interfaces = addresses.Assign(far);
    Ipv4GlobalRoutingHelper::PopulateRoutingTables();

    ApplicationContainer server = UdpServerHelper(9).Install(nodes.Get(2));
    UdpClientHelper client(interfaces.GetAddress(1), 9);
    client.SetAttribute("MaxPackets", UintegerValue(packets));
    client.SetAttribute("Interval", TimeValue(MicroSeconds(10)));
    client.SetAttribute("PacketSize", UintegerValue(172));
    client.Install(nodes.Get(0)).Start(Seconds(0.1));

    Simulator::Stop(Seconds(3600));
    Simulator::Run();
    std::cout << "received=" << DynamicCast<UdpServer>(server.Get(0))->GetReceived() << " events=" << Simulator::GetEventCount() << "\n";
    Simulator::Destroy();
}
