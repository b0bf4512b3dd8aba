namespace VpcSim.Cli.Drawings;

/// <summary>What a box stands for, which decides its colour and that of the lines to it.</summary>
internal enum DrawnKind
{
    Host,
    Internet,
    Nat,
    Endpoint,
    Peering,
    Transit,
    Vpn,
    Other,
}
