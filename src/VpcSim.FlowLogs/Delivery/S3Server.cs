using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Model;

namespace VpcSim.FlowLogs.Delivery;

/// <summary>A server that speaks S3's protocol, by AWS's own SDK: credentials and region come from where the SDK looks for them (AWS_ACCESS_KEY_ID and
/// AWS_SECRET_ACCESS_KEY, AWS_PROFILE, AWS_REGION).</summary>
/// <remarks>Only runs that write to a server load the SDK. Addresses have the bucket in their path, which every such server understands.</remarks>
public sealed class S3Server : IObjectStore, IDisposable
{
    private const string DefaultRegion = "us-east-1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), PatienceWithObject = TimeSpan.FromMinutes(2);

    private readonly AmazonS3Client _client;
    private readonly CancellationToken _cancellation;

    /// <param name="endpoint">An http or https URL.</param>
    /// <param name="cancellation">Ends the request that is under way.</param>
    public S3Server(Uri endpoint, CancellationToken cancellation)
    {
        Endpoint = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _cancellation = cancellation;
        _client = new AmazonS3Client(new AmazonS3Config
        {
            ServiceURL = Endpoint,
            AuthenticationRegion = FallbackRegionFactory.GetRegionEndpoint()?.SystemName ?? DefaultRegion,
            ForcePathStyle = true,
            MaxErrorRetry = 0, // whoever calls tries again
            ConnectTimeout = TimeSpan.FromSeconds(10),
            Timeout = PatienceWithObject,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, // other servers than AWS's may not know them
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public string Endpoint { get; }

    public void Check(string bucket)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        enough.CancelAfter(Patience);
        Ask(bucket, () => _client.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, enough.Token));
    }

    public void Put(string bucket, string key, string file) => Ask(bucket, () => _client.PutObjectAsync(
        new PutObjectRequest { BucketName = bucket, Key = key, FilePath = file, ContentType = "application/octet-stream", UseChunkEncoding = false }, _cancellation));

    public void Dispose() => _client.Dispose();

    private void Ask<T>(string bucket, Func<Task<T>> request)
    {
        try
        {
            request().GetAwaiter().GetResult();
        }
        catch (AmazonServiceException refusal)
        {
            throw new ObjectStoreException(Told(bucket, refusal), IsTransient(refusal), refusal);
        }
        catch (AmazonClientException problem)
        {
            bool lacksCredentials = problem.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase);
            string told = lacksCredentials ? "no credentials are found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE" : problem.Message.Split('\n')[0].TrimEnd('.');
            throw new ObjectStoreException(told, isTransient: false, problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or HttpIOException or TimeoutException || (problem is OperationCanceledException && !_cancellation.IsCancellationRequested))
        {
            throw new ObjectStoreException($"{Endpoint} does not answer: {(problem is OperationCanceledException ? "no word in time" : problem.GetBaseException().Message)}", isTransient: true, problem);
        }
    }

    // HEAD has no body to say what is wrong. The first two are AWS's words. (VPC guide, "Troubleshoot VPC Flow Logs")
    private static string Told(string bucket, AmazonServiceException refusal) => (int)refusal.StatusCode switch
    {
        301 or 307 or 400 when RegionOf(refusal) is { } region => $"bucket {bucket} is in region {region}; set AWS_REGION={region}, and name that region's server",
        404 => $"LogDestinationNotFoundException: there is no bucket {bucket}",
        403 => $"Access Denied for LogDestination: bucket {bucket} does not let these credentials in ({refusal.ErrorCode})",
        0 => refusal.GetBaseException().Message,
        int status => $"bucket {bucket}: {refusal.Message} (status {status}, {refusal.ErrorCode})",
    };

    // S3 API, "HeadBucket": a bucket of another region is told by status 301, and its region by this header
    private static string? RegionOf(AmazonServiceException refusal) =>
        refusal.InnerException is HttpErrorResponseException { Response: { } response } && response.GetHeaderValue("x-amz-bucket-region") is { Length: > 0 } region ? region : null;

    private static bool IsTransient(AmazonServiceException refusal) => (int)refusal.StatusCode is 0 or 408 or 429 or >= 500;
}
