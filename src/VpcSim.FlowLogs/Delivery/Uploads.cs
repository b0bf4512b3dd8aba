using VpcSim.FlowLogs.Destinations;

namespace VpcSim.FlowLogs.Delivery;

/// <summary>The finished objects of a run on their way to a server: each is a file of the run's output until the server has it, and stays one where it does not take it.</summary>
/// <param name="store">The server.</param>
/// <param name="backoff">How often a request is made, and after which pauses.</param>
/// <param name="output">The run's files.</param>
internal sealed class Uploads(IObjectStore store, Backoff backoff, AtomicOutput output)
{
    private readonly List<FinishedObject> _waiting = [];

    /// <summary>What the server did not take, by bucket.</summary>
    public List<Undelivered> Undelivered { get; } = [];

    /// <summary>Looks whether a bucket can be written to.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="flowLog">Who is to write there, for the message.</param>
    /// <exception cref="ObjectStoreException">It cannot.</exception>
    public void Check(string bucket, string flowLog)
    {
        try
        {
            Ask(() => store.Check(bucket));
        }
        catch (ObjectStoreException problem)
        {
            throw new ObjectStoreException($"flow log {flowLog} cannot be delivered to {store.Endpoint}: {problem.Message}.", problem.IsTransient, problem);
        }
    }

    public void Add(FinishedObject finished) => _waiting.Add(finished);

    /// <summary>Sends what is finished. A bucket that fails for good is not tried again: the rest of its objects stay files.</summary>
    public void Send()
    {
        foreach (IGrouping<string, FinishedObject> bucket in _waiting.GroupBy(static finished => finished.Bucket, StringComparer.Ordinal))
        {
            long delivered = 0;
            FinishedObject[] objects = [.. bucket];
            for (int i = 0; i < objects.Length; i++)
            {
                FinishedObject next = objects[i];
                if (TrySend(next) is { } reason)
                {
                    long missing = objects.Skip(i).Sum(static left => left.Records);
                    Undelivered.Add(new Undelivered($"s3://{bucket.Key} at {store.Endpoint}", reason, delivered, missing, next.BucketFolder));
                    break;
                }
                delivered += next.Records;
                output.Withdraw(next.Path);
            }
        }
        _waiting.Clear();
    }

    private string? TrySend(FinishedObject next)
    {
        try
        {
            Ask(() => store.Put(next.Bucket, next.Key, next.Path + AtomicOutput.Suffix));
            return null;
        }
        catch (IOException problem)
        {
            return problem.Message;
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }
    }

    private void Ask(Action request)
    {
        for (int failures = 0; ;)
        {
            try
            {
                request();
                return;
            }
            catch (ObjectStoreException problem)
            {
                if (!problem.IsTransient || !backoff.WaitAfter(++failures)) throw;
            }
        }
    }
}
