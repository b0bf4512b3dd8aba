namespace VpcSim.Cli.Drawings;

/// <summary>The colours of all drawings.</summary>
internal static class DrawnColours
{
    public const string VpcBorder = "#7d5ba6";

    public static string Of(DrawnSubnet subnet) => subnet.IsPublic ? "#e6f4e1" : "#e8f0f9";

    public static string Of(DrawnKind kind) => kind switch
    {
        DrawnKind.Internet => "#1f7a3f",
        DrawnKind.Nat => "#b35c00",
        DrawnKind.Endpoint => "#0f7285",
        DrawnKind.Peering => "#a0324d",
        DrawnKind.Transit => "#0b5cad",
        DrawnKind.Vpn => "#6b3fa0",
        _ => "#57606a",
    };
}
