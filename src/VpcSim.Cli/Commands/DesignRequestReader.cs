using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using VpcSim.Cli.Usage;
using VpcSim.Import;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Services;

namespace VpcSim.Cli.Commands;

/// <summary>Reads off the command line which designs are meant and how they are deployed.</summary>
internal sealed partial class DesignRequestReader(DesignOptions options, CommandLine line)
{
    /// <summary>Reads every option; to be called once, since each mistake is noted as it is met.</summary>
    /// <param name="designs">The words that name designs: values of <see cref="DesignOptions.Design"/>, or a verb's arguments.</param>
    public DesignRequest Read(IEnumerable<string> designs)
    {
        string? ipRanges = line.Value(options.IpRanges);
        return new DesignRequest
        {
            Inputs = [.. designs.Select(InputOf)],
            Parameters = Parameters(),
            Region = Region(line.Value(options.Region)),
            Account = Account(line.Value(options.Account)),
            Quotas = Quotas(),
            IpRanges = IpRanges(ipRanges),
            IpRangesFile = ipRanges,
            Strict = line.Has(options.Strict),
        };
    }

    /// <summary>Reads a request whose designs are the verb's arguments, and looks whether they are there.</summary>
    /// <param name="verb">As it is typed.</param>
    /// <exception cref="UnusableException">The command line is wrong, or names files that are not there.</exception>
    public DesignRequest ReadFiles(string verb)
    {
        DesignRequest request = Read(line.Values(options.Files));
        if (request.Inputs.IsEmpty) line.Mistake($"name the design: vpcsim {verb} FILE...");
        line.ThrowIfMistaken();
        CheckFiles(request);
        line.ThrowIfMistaken();
        return request;
    }

    /// <summary>Notes what is not there or is no design, before anything is read.</summary>
    public void CheckFiles(DesignRequest request)
    {
        foreach (string path in request.Paths) CheckDesign(path);
        if (request.IpRangesFile is not { } file) return;
        if (Directory.Exists(file)) line.Mistake(options.IpRanges, $"{file} is a folder; name a file");
        else if (!File.Exists(file)) line.Mistake(options.IpRanges, Misspelling.File(file));
    }

    /// <summary>A path, or a stack's name and a path.</summary>
    public static DesignInput InputOf(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        bool isPath = equals < 0 || File.Exists(word) || Directory.Exists(word) || !StackNameForm().IsMatch(word[..equals]);
        return isPath ? new DesignInput(word) : new DesignInput(word[(equals + 1)..], word[..equals]);
    }

    private void CheckDesign(string path)
    {
        string? problem =
            Directory.Exists(path) ? DesignImporter.IsDesignFolder(path) ? null : $"{path} is a folder with neither a manifest.json nor answers of aws ec2 describe-* in .json files; name a file, or the folder that cdk synth wrote or docs/collect.md fills"
            : File.Exists(path) ? null
            : path.Length == 0 ? "the name of a design is empty; name a file or a folder"
            : Misspelling.File(path);
        if (problem is null) return;
        if (line.Verb.Options.Contains(options.Design)) line.Mistake(options.Design, problem);
        else line.Mistake(problem);
    }

    private ImmutableDictionary<string, string> Parameters()
    {
        ImmutableDictionary<string, string>.Builder parameters = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in line.Values(options.Parameter))
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) line.Mistake(options.Parameter, $"'{text}' is not of the form NAME=VALUE", text);
            else if (!parameters.TryAdd(text[..equals], text[(equals + 1)..]))
                line.Mistake(options.Parameter, $"{text[..equals]} has two values; keep one", text);
        }
        return parameters.ToImmutable();
    }

    private string Region(string? text)
    {
        if (text is not null && !RegionForm().IsMatch(text)) line.Mistake(options.Region, $"'{text}' is not a region; write one such as eu-central-1");
        return text ?? "us-east-1";
    }

    private string Account(string? text)
    {
        if (text is not null && !AccountForm().IsMatch(text)) line.Mistake(options.Account, $"'{text}' is not an account; write its 12 digits without hyphens");
        return text ?? "123456789012";
    }

    private Quotas Quotas()
    {
        Quotas quotas = Model.Provisioning.Quotas.Default;
        foreach (string text in line.Values(options.Quota))
            if (Attempt(options.Quota, () => quotas.With(text), text, out Quotas? changed)) quotas = changed;
        return quotas;
    }

    private AwsIpRanges IpRanges(string? path) =>
        path is not null && File.Exists(path) && Attempt(options.IpRanges, () => AwsIpRanges.Load(path), path, out AwsIpRanges? ranges)
            ? ranges
            : AwsIpRanges.Default;

    private bool Attempt<T>(Option option, Func<T> read, string value, [NotNullWhen(true)] out T? result)
        where T : class
    {
        try
        {
            result = read();
            return true;
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
        {
            line.Mistake(option, problem.Message, value);
            result = null;
            return false;
        }
    }

    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+){1,3}-[1-9][0-9]?$")]
    private static partial Regex RegionForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,127}$")]
    private static partial Regex StackNameForm();

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex AccountForm();
}
