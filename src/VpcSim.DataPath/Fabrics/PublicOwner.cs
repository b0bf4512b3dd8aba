using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Fabrics;

/// <summary>The interface that a public address maps to, and which of its private addresses.</summary>
internal readonly record struct PublicOwner(int Interface, IpAddress Private);
