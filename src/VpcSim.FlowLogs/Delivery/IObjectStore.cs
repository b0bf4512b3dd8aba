namespace VpcSim.FlowLogs.Delivery;

/// <summary>A server that keeps objects in buckets, as S3 does. Every call is one attempt.</summary>
public interface IObjectStore
{
    /// <summary>Where it is, such as <c>http://localhost:9000</c>.</summary>
    string Endpoint { get; }

    /// <summary>Looks whether a bucket is there and lets in.</summary>
    /// <exception cref="ObjectStoreException">It is not, or the server cannot be asked.</exception>
    void Check(string bucket);

    /// <summary>Puts a file into a bucket: whole, in the place of what the key held before, or not at all.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="file">The path of the file.</param>
    /// <exception cref="ObjectStoreException">The object is not known to be there.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    void Put(string bucket, string key, string file);
}
