using VpcSim.Cli.Reports;
using VpcSim.Cli.Settings;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Naming;
using VpcSim.Model.Subnets;

namespace VpcSim.Cli.Commands;

/// <summary>Loads the designs of a request, and says what is to be known about them.</summary>
/// <param name="options">The words of the verb.</param>
/// <param name="line">Where the request was read from.</param>
/// <param name="error">Takes warnings.</param>
internal sealed class DesignLoader(DesignOptions options, CommandLine line, TextWriter error)
{
    /// <summary>Loads and tells the findings.</summary>
    /// <exception cref="UnusableException">The design cannot be used.</exception>
    public ImportResult Load(DesignRequest request)
    {
        ImportResult import = Read(request);
        FindingText.Write(error, import.Findings);
        CheckPlace(import.Design);
        return import;
    }

    /// <summary>Loads without a word about the findings, for a verb whose answer they are.</summary>
    /// <exception cref="UnusableException">The design cannot be used.</exception>
    public ImportResult LoadQuietly(DesignRequest request)
    {
        ImportResult import = Read(request);
        CheckPlace(import.Design);
        return import;
    }

    /// <summary>Loads, tells the findings, and writes the design as a template.</summary>
    /// <exception cref="UnusableException">The design cannot be used.</exception>
    public ConvertResult Convert(DesignRequest request)
    {
        ConvertResult result = DesignImporter.Convert(request.Inputs, OptionsOf(request));
        Check(result.Import);
        FindingText.Write(error, result.Import.Findings);
        CheckPlace(result.Import.Design);
        return result;
    }

    private ImportResult Read(DesignRequest request)
    {
        // Ids are hashes, and the library that makes them takes 10 ms to load: while the file is read, where there is a processor for it.
        if (Environment.ProcessorCount > 1) ThreadPool.UnsafeQueueUserWorkItem(static _ => AwsIds.Derive("", "", "", ""), null);
        return Check(DesignImporter.Load(request.Inputs, OptionsOf(request)));
    }

    private static ImportOptions OptionsOf(DesignRequest request) => new()
    {
        Region = request.Region,
        AccountId = request.Account,
        Parameters = request.Parameters,
        Quotas = request.Quotas,
        IpRanges = request.IpRanges,
        Strict = request.Strict,
        SettingProblem = RunSettings.ProblemOf,
        LogFormatProblem = static text => LogFormat.TryParse(text, out _, out string? problem) ? null : problem,
    };

    private ImportResult Check(ImportResult import)
    {
        if (!import.Succeeded) throw new UnusableException([.. import.Errors.Select(FindingText.Line)], prefix: "");
        string region = import.Design.Region;
        if (AvailabilityZones.RegionOf(region) != region)
            error.WriteLine($"vpcsim: warning: {region} is no region that this version knows; public addresses are drawn from us-east-1's");
        return import;
    }

    /// <summary>A design may know itself where it goes.</summary>
    private void CheckPlace(Design design)
    {
        if (line.Value(options.Region) is { } region && region != design.Region)
            line.Mistake(options.Region, $"the design itself goes to {design.Region}; leave --region out, or name a single template of it");
        if (line.Value(options.Account) is { } account && account != design.AccountId)
            line.Mistake(options.Account, $"the design itself goes to the account {design.AccountId}; leave --account out, or name a single template of it");
        line.ThrowIfMistaken();
    }
}
