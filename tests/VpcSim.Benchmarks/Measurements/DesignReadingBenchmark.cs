using BenchmarkDotNet.Attributes;
using VpcSim.Benchmarks.Designs;
using VpcSim.Import;
using VpcSim.Import.Documents;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>A template of instances with five groups each, to nodes and to a provisioned design. Figures are per instance.</summary>
[MemoryDiagnoser]
public class DesignReadingBenchmark
{
    private const int Instances = 4_000;

    private readonly byte[] _template = Template();

    [Benchmark(OperationsPerInvoke = Instances)]
    public Node? Document() => DocumentReader.Parse(_template, "design.json").Root;

    [Benchmark(OperationsPerInvoke = Instances)]
    public ImportResult Design() => DesignImporter.Load((MappingNode)Document()!, "design.json", new ImportOptions());

    private static byte[] Template()
    {
        using var stream = new MemoryStream();
        new DesignTemplate(Instances / 2, Instances / 2, DesignTemplate.MostGroups, SecurityGroupRules.MostPerDirection).Write(stream);
        return stream.ToArray();
    }
}
