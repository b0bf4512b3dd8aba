using System.Text;
using VpcSim.FlowLogs.Destinations;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Destinations;

public sealed class SpilledFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(100)] // every few writes everything is spilled
    [InlineData(10_000)]
    [InlineData(16 * 1024 * 1024)]
    public void Three_thousand_files_grow_side_by_side_whatever_the_memory(int maxBufferedBytes)
    {
        const int count = 3000, rounds = 3;
        using var output = new AtomicOutput();
        var files = new SpilledFiles(output, maxBufferedBytes);
        for (int i = 0; i < count; i++) files.Add(_folder[$"{i:D4}"]);
        for (int round = 0; round < rounds; round++)
            for (int i = 0; i < count; i++) files.Write(i, Encoding.UTF8.GetBytes($"file {i} line {round}\n"));
        files.Flush();
        output.Commit();
        SortedDictionary<string, string> written = _folder.Files();
        Assert.Equal(count, written.Count);
        Assert.Equal("file 7 line 0\nfile 7 line 1\nfile 7 line 2\n", written["0007"]);
        Assert.Equal("file 2999 line 0\nfile 2999 line 1\nfile 2999 line 2\n", written["2999"]);
    }

    [Fact]
    public void Large_files_and_lines_above_the_buffers_come_out_whole()
    {
        using var output = new AtomicOutput();
        var files = new SpilledFiles(output);
        int file = files.Add(_folder["large"]);
        var expected = new StringBuilder();
        for (int i = 0; i < 40; i++)
        {
            string line = new string((char)('a' + (i % 26)), i * 5000) + "\n";
            expected.Append(line);
            files.Write(file, Encoding.UTF8.GetBytes(line));
        }
        files.Flush();
        output.Commit();
        Assert.Equal(expected.ToString(), File.ReadAllText(_folder["large"]));
    }
}
