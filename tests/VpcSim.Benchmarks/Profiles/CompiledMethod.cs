namespace VpcSim.Benchmarks.Profiles;

/// <summary>A method that the run-time compiled, under the names that its own reports give it; as text with tabs between.</summary>
/// <param name="Label">Namespace, type and name. Type arguments of the method itself are not in it.</param>
/// <param name="Signature">As the run-time writes it.</param>
/// <param name="Name">The method itself.</param>
internal sealed record CompiledMethod(string Label, string Signature, MethodName Name)
{
    public static CompiledMethod Parse(string line)
    {
        string[] parts = line.Split('\t', 3);
        return new CompiledMethod(parts[0], parts[1], MethodName.Parse(parts[2]));
    }

    public override string ToString() => string.Join('\t', Label, Signature, Name);
}
