namespace VpcSim.FlowLogs.Delivery;

/// <summary>An object that is whole and waits for its bucket.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">Its key.</param>
/// <param name="Path">The file that it appears as where the server does not take it.</param>
/// <param name="BucketFolder">The folder that stands for the bucket.</param>
/// <param name="Records">How many records it holds.</param>
internal sealed record FinishedObject(string Bucket, string Key, string Path, string BucketFolder, long Records);
