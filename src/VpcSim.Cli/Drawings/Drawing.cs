using System.Collections.Immutable;
using VpcSim.Model.Designs;

namespace VpcSim.Cli.Drawings;

/// <summary>A design as boxes in boxes and lines between them, before it is written as a picture.</summary>
/// <param name="Title">Region and account.</param>
/// <param name="Vpcs">In the order of the design.</param>
/// <param name="Outside">The internet, transit gateways, customers' devices, VPCs that the design does not hold.</param>
/// <param name="Links">Routes first.</param>
internal sealed record Drawing(string Title, ImmutableArray<DrawnVpc> Vpcs, ImmutableArray<DrawnNode> Outside, ImmutableArray<DrawnLink> Links)
{
    /// <param name="design">A completed design, or a part of one.</param>
    public static Drawing Of(Design design) => new DrawingBuilder(design).Build();
}
