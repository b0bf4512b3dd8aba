namespace VpcSim.Model.Vpcs;

/// <summary>What can be excluded from the enforcement of encryption in transit. (EC2 API, VpcEncryptionControlConfiguration)</summary>
[Flags]
public enum EncryptionExclusions
{
    None = 0,
    InternetGateway = 1,
    EgressOnlyInternetGateway = 2,
    NatGateway = 4,
    VirtualPrivateGateway = 8,
    VpcPeering = 16,
    Lambda = 32,
    ElasticFileSystem = 64,
    VpcLattice = 128,
}
