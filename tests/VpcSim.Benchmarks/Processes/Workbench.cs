using VpcSim.Benchmarks.Designs;

namespace VpcSim.Benchmarks.Processes;

/// <summary>The folder of a measurement: captures, designs and compiled peers, each made when it is first asked for and kept for the next measurement.</summary>
internal sealed class Workbench
{
    private const int Hosts = MakeDesign.DefaultHosts;

    private readonly string _folder;
    private readonly Action<string> _tell;

    /// <param name="folder">Where files go; it is made where it is missing.</param>
    /// <param name="prefix">Words before every command, such as those of chrt(1).</param>
    /// <param name="tell">Hears what is made.</param>
    public Workbench(string folder, IReadOnlyList<string> prefix, Action<string> tell)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _tell = tell;
        Prefix = prefix;
    }

    public IReadOnlyList<string> Prefix { get; }

    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Where a contender's standard output goes.</summary>
    public string OutputOf(string contender) => PathOf($"{contender}.out");

    /// <summary>Where a contender's flow-log records go.</summary>
    public string RecordsOf(string contender) => PathOf($"{contender}.records");

    public string Folder(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    /// <param name="file">The file's name.</param>
    /// <param name="kind">w1, w2 or w3.</param>
    /// <param name="packets">How many packets it has.</param>
    public string Capture(string file, string kind, int packets) =>
        Made(file, path => RunSelf("make-capture", kind, path, "--packets", $"{packets}"));

    /// <summary>The design of the table: five groups of 60 rules on each interface.</summary>
    public string FullDesign => Made("design.json", path => Write(path, DesignTemplate.MostGroups, SecurityGroupRules.MostPerDirection));

    /// <summary>The same with one rule in one group, which allows everything.</summary>
    public string OpenDesign => Made("allow-all.json", path => Write(path, groups: 1, rules: 1));

    public string Pcapng(string capture) => Made($"{Path.GetFileName(capture)}ng", path => CaptureForms.WritePcapng(capture, path));

    public string Gzip(string capture) => Made($"{Path.GetFileName(capture)}.gz", path => CaptureForms.WriteGzip(capture, path));

    /// <summary>A scenario of as many connections as wanted, of a gibibyte each, from one instance to another of another subnet.</summary>
    public string Scenario(int connections)
    {
        string folder = Folder($"scenario{connections}");
        using (FileStream file = File.Create(Path.Combine(folder, "template.json")))
            new DesignTemplate(hosts: 8, servers: 8, DesignTemplate.MostGroups, SecurityGroupRules.MostPerDirection).Write(file);
        File.WriteAllText(Path.Combine(folder, "scenario.yaml"), $$"""
            design: template.json
            world:
              services:
                Server0001: [ { tcp: 443 } ]
            timeline:
              - { at: 0s, connect: { from: Client0000, to: Server0001, port: 443, send-bytes: {{(connections > 1 ? 1 << 30 : 1)}} }, times: {{connections}}, every: 10s }
            """);
        return folder;
    }

    /// <summary>Compiles a source of the folder Peers, which lies beside the program.</summary>
    /// <returns>The program; null where the compiler or a library is missing.</returns>
    public string? Compiled(string source, params IReadOnlyList<string> compiler)
    {
        string program = PathOf(Path.GetFileNameWithoutExtension(source));
        if (File.Exists(program)) return program;
        if (Programs.Find(compiler[0]) is null) return null;
        string[] command = [.. compiler.Take(1), "-o", program, Path.Combine(AppContext.BaseDirectory, "Peers", source), .. compiler.Skip(1)];
        return ChildProcess.Run(command, PathOf("compiler.out"), PathOf("compiler.err")).Status == 0 ? program : null;
    }

    // Not in this process: the kernel counts the memory of who starts a program as the program's own.
    private void RunSelf(params IEnumerable<string> arguments)
    {
        string errors = PathOf("make.err");
        if (ChildProcess.Run([.. Programs.Self, .. arguments], PathOf("make.out"), errors).Status != 0)
            throw new InvalidOperationException(File.ReadAllText(errors));
    }

    private static void Write(string path, int groups, int rules)
    {
        using FileStream file = File.Create(path);
        new DesignTemplate(Hosts, Hosts, groups, rules).Write(file);
    }

    /// <summary>A file that was begun and not finished never has the name of one that was.</summary>
    private string Made(string name, Action<string> make)
    {
        string path = PathOf(name);
        if (File.Exists(path)) return path;
        _tell($"making {name}");
        string begun = $"{path}.begun";
        make(begun);
        File.Move(begun, path);
        return path;
    }
}
