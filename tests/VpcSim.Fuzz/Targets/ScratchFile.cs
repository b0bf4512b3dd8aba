namespace VpcSim.Fuzz.Targets;

/// <summary>A file, in memory where the machine has such a place, that holds one input after the other; it goes with the process.</summary>
internal sealed class ScratchFile
{
    private static readonly string _root = MakeRoot();

    public ScratchFile(string name)
    {
        Folder = Directory.CreateDirectory(System.IO.Path.Combine(_root, Guid.NewGuid().ToString("N"))).FullName;
        Path = System.IO.Path.Combine(Folder, name);
    }

    public string Folder { get; }

    public string Path { get; }

    public void Write(byte[] input) => File.WriteAllBytes(Path, input);

    private static string MakeRoot()
    {
        string above = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();
        string root = Directory.CreateDirectory(System.IO.Path.Combine(above, $"vpcsim-fuzz-{Environment.ProcessId}")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }
}
