namespace VpcSim.Model.Transit;

/// <summary>What is attached to a transit gateway. (EC2 API, TransitGatewayAttachmentResourceType)</summary>
public enum TransitAttachmentKind
{
    Vpc,
    DirectConnectGateway,
    Vpn,
    Peering,
}
