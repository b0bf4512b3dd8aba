using System.CommandLine;
using System.Text.RegularExpressions;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs ddl</c>: Athena's table of a flow log.</summary>
internal sealed partial class FlowLogDdlCommand : IVerb
{
    public string Name => "flow-logs ddl";

    public string Summary => "Print the CREATE TABLE for Athena with which queries written for vpcsim flow-logs query run there.";

    public string Usage => "[OPTION]...";

    public Command Command => field ??= Make();

    public IReadOnlyList<OptionGroup> Groups => [new("The flow log", [Format, Location, Account, Region, Parquet, Hive, Hourly])];

    public string Examples => """
        A flow log in AWS's default format, and one of one's own in Parquet, by hour, with Hive's folders:
          vpcsim flow-logs ddl --location s3://my-logs/network --account 123456789012 --region eu-central-1
          vpcsim flow-logs ddl --location s3://my-logs --format '${version} ${srcaddr} ${action}' --parquet --hive --hourly

        The table is called flow_logs, as here; its columns have the same names and types, and a dash is NULL.
        Folders become partitions by projection, so that there is nothing to load: a condition on log_day (with
        --hive: year, month, day) makes a query read less. Files that lie in such folders have these columns in
        vpcsim flow-logs query too.

        Exit status: 0 done; 2 wrong usage.

        """;

    private Option<string[]> Format { get; } = Words.Valued("--format", "FIELDS", "The flow log's format. Default: AWS's default format.");

    private Option<string[]> Location { get; } = Words.Valued("--location", "s3://BUCKET/FOLDER", "The flow log's destination, above AWSLogs. Default: s3://BUCKET, to be replaced.");

    private Option<string[]> Account { get; } = Words.Valued("--account", "A", "The account of what is logged, 12 digits. Repeatable. Default: 123456789012.");

    private Option<string[]> Region { get; } = Words.Valued("--region", "R", "Its region. Repeatable. Default: us-east-1.");

    private Option<bool> Parquet { get; } = Words.Flag("--parquet", "The files are Parquet (DestinationOptions: FileFormat).");

    private Option<bool> Hive { get; } = Words.Flag("--hive", "The folders have Hive's names (HiveCompatiblePartitions).");

    private Option<bool> Hourly { get; } = Words.Flag("--hourly", "There is a folder for each hour (PerHourPartition).");

    /// <returns>0.</returns>
    /// <exception cref="UnusableException">The request cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        LogFormat format = LogInputOptions.FormatOf(line, Format) ?? LogFormat.Default;
        string location = line.Value(Location) ?? "s3://BUCKET";
        if (!LocationForm().IsMatch(location)) line.Mistake(Location, $"'{location}' is no place in S3; write s3://BUCKET/FOLDER (a bucket's name has 3 characters at least)");
        else if (location.Split('/').Contains("AWSLogs")) line.Mistake(Location, "AWS reserves the name AWSLogs for the folder that it makes itself; name what stands above it");
        string[] accounts = [.. line.Values(Account)], regions = [.. line.Values(Region)];
        foreach (string account in accounts)
            if (!AccountForm().IsMatch(account)) line.Mistake(Account, $"'{account}' is not an account; write its 12 digits without hyphens", account);
        foreach (string region in regions)
            if (!RegionForm().IsMatch(region)) line.Mistake(Region, $"'{region}' is not a region; write one such as eu-central-1", region);
        line.ThrowIfMistaken();
        var place = new AthenaPlace(location, accounts is [] ? ["123456789012"] : accounts, regions is [] ? ["us-east-1"] : regions, line.Has(Parquet), line.Has(Hive), line.Has(Hourly));
        terminal.Out.Write(AthenaTable.Ddl(format, place));
        return ExitStatus.Done;
    }

    private Command Make()
    {
        var command = new Command("ddl");
        foreach (Option option in Groups.SelectMany(static group => group.Options)) command.Add(option);
        return command;
    }

    [GeneratedRegex("^s3://[A-Za-z0-9][A-Za-z0-9._-]{2,}(/[A-Za-z0-9!_.*()/=-]*)?$")]
    private static partial Regex LocationForm();

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex AccountForm();

    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+){1,3}-[1-9][0-9]?$")]
    private static partial Regex RegionForm();
}
