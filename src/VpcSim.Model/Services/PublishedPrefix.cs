using VpcSim.Model.Addressing;

namespace VpcSim.Model.Services;

/// <summary>One entry of AWS's list.</summary>
/// <param name="Service">Such as <c>S3</c>.</param>
/// <param name="Region">Such as <c>us-east-1</c>, or <c>GLOBAL</c>.</param>
/// <param name="InZone">True for a local or Wavelength zone's range, whose network border group is not the region.</param>
/// <param name="Prefix">The range.</param>
internal readonly record struct PublishedPrefix(string Service, string Region, bool InZone, Cidr Prefix);
