using VpcSim.Model.Addressing;

namespace VpcSim.Model.Services;

/// <summary>Where published ranges come from: the compact table, or a file in AWS's own form.</summary>
internal interface IPrefixSource
{
    string CreateDate { get; }

    /// <summary>The ranges of one service in one region, sorted and without repetition.</summary>
    Cidr[] Read(string service, string region, bool ipv4, bool zones);

    List<PublishedPrefix> ReadAll();
}
