namespace VpcSim.FlowLogs.Delivery;

/// <summary>The files of a run's flow logs: what fails is tried again for a while. Once a file has failed for good the next ones are tried once each, so that a
/// full disk does not hold the run up for every file.</summary>
/// <param name="backoff">How often, and after which pauses.</param>
/// <param name="open">Opens a file, making it if it is not there.</param>
internal sealed class PatientFiles(Backoff backoff, Func<string, IPlacedFile> open)
{
    private bool _failed;

    /// <summary>Opens a file, making it if it is not there.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public IPlacedFile Open(string path)
    {
        for (int failures = 0; ;)
        {
            try
            {
                return open(path);
            }
            catch (IOException)
            {
                if (!GoesOn(++failures)) throw;
            }
        }
    }

    /// <summary>Writes bytes at a place, as often as it takes; what fails for good is cut off again as far as the file lets it.</summary>
    /// <param name="path">The file, made if it is not there.</param>
    /// <param name="bytes">What to write.</param>
    /// <param name="place">Where; at 0 whatever the file held before is forgotten.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path, ReadOnlySpan<byte> bytes, long place)
    {
        using IPlacedFile file = Open(path);
        Write(file, bytes, place);
    }

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte}, long)"/>
    public void Write(IPlacedFile file, ReadOnlySpan<byte> bytes, long place)
    {
        for (int failures = 0; ;)
        {
            try
            {
                WriteOnce(file, bytes, place);
                return;
            }
            catch (IOException)
            {
                if (GoesOn(++failures)) continue;
                Cut(file, place);
                throw;
            }
        }
    }

    private static void WriteOnce(IPlacedFile file, ReadOnlySpan<byte> bytes, long place)
    {
        if (place == 0) file.SetLength(0);
        file.Write(bytes, place);
    }

    private static void Cut(IPlacedFile file, long length)
    {
        try
        {
            file.SetLength(length);
        }
        catch (IOException)
        {
            // What was written half-way stays; the records of it are counted as missing.
        }
    }

    private bool GoesOn(int failures)
    {
        if (!_failed && backoff.WaitAfter(failures)) return true;
        _failed = true;
        return false;
    }
}
