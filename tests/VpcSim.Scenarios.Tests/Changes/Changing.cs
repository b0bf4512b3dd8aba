using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Changes;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Changes as words: <c>revoke-security-group-ingress group=web protocol=tcp port=443 cidr=0.0.0.0/0</c>; commas separate the values of a list.</summary>
internal static class Changing
{
    public static DesignChange Read(string words)
    {
        DesignChange? change = ChangeCatalog.Read(Request(words), out ImmutableArray<ChangeMistake> mistakes);
        return change ?? throw new InvalidOperationException(string.Join('\n', mistakes.Select(mistake => mistake.Message)));
    }

    public static ChangeRequest Request(string words)
    {
        string[] parts = words.Split(' ');
        return new ChangeRequest(parts[0], [.. parts[1..].Select(part => part.Split('=', 2)).Select(pair => new ChangeArgument(pair[0], [.. pair[1].Split(',')]))]);
    }

    /// <summary>Makes a change under way.</summary>
    public static Run Do(this Run run, string words) => run.Change(design => Read(words).Apply(design, run.NowNs, ProvisionOptions.Default));

    public static Design After(this Design design, params string[] changes) =>
        changes.Aggregate(design, (before, words) => Read(words).Apply(before, 0, ProvisionOptions.Default));

    /// <summary>The code with which AWS refuses a change.</summary>
    public static string RefusalOf(this Design design, string words) =>
        Assert.Throws<ChangeRefusedException>(() => design.After(words)).Code;
}
