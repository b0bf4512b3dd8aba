using VpcSim.Benchmarks.Designs;

namespace VpcSim.Benchmarks;

/// <summary>The verb <c>make-design</c>: the network that carries the captures of <see cref="MakeCapture"/>.</summary>
public static class MakeDesign
{
    public const int DefaultHosts = 2000;

    /// <summary>Writes the file and gives a line on what is in it.</summary>
    /// <exception cref="ArgumentException">An option is unknown or out of range.</exception>
    public static string Run(string path, Options options)
    {
        int hosts = options.Take("hosts", DefaultHosts, least: 8, most: DesignTemplate.MostHosts);
        int servers = options.Take("servers", hosts, least: 0, most: hosts);
        int groups = options.Take("groups", DesignTemplate.MostGroups, least: 1, most: DesignTemplate.MostGroups);
        int rules = options.Take("rules", SecurityGroupRules.MostPerDirection, least: 1, SecurityGroupRules.MostPerDirection);
        if (rules > 1 && rules < SecurityGroupRules.Matching.Length)
            throw new ArgumentException($"--rules {rules}: expected 1, for a rule that allows everything, or {SecurityGroupRules.Matching.Length} and more");
        options.Reject();

        using FileStream file = File.Create(path);
        new DesignTemplate(hosts, servers, groups, rules).Write(file);
        return $"instances={hosts + servers} groups={groups} rules={groups * rules} in each direction";
    }
}
