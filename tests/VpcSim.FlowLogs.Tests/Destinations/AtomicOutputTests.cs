using VpcSim.FlowLogs.Destinations;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Destinations;

public sealed class AtomicOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Until_the_commit_there_are_only_partial_files_and_then_only_whole_ones()
    {
        using var output = new AtomicOutput();
        Write(output, "a.log", "one");
        Write(output, "deep/er/b.log", "two");
        Assert.Equal(["a.log.partial", "deep/er/b.log.partial"], _folder.Files().Keys);
        output.Commit();
        Assert.Equal(["a.log", "deep/er/b.log"], _folder.Files().Keys);
        Assert.Equal("two", _folder.Files()["deep/er/b.log"]);
    }

    [Fact]
    public void Without_a_commit_nothing_is_left_not_even_the_folders_made_for_it()
    {
        using (var output = new AtomicOutput()) Write(output, "deep/er/b.log", "two");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Without_a_commit_folders_that_hold_something_else_stay()
    {
        using (var output = new AtomicOutput())
        {
            Write(output, "made/b.log", "two");
            File.WriteAllText(_folder["made/other"], "of somebody else");
        }
        Assert.Equal(["made/other"], _folder.Files().Keys);
    }

    [Fact]
    public void What_a_killed_run_has_left_at_a_place_is_not_taken_for_this_runs()
    {
        File.WriteAllText(_folder["a.log.partial"], "of a run that was killed");
        using var output = new AtomicOutput();
        output.Reserve(_folder["a.log"]);
        output.Commit();
        Assert.Equal("", Assert.Single(_folder.Files()).Value);
    }

    [Fact]
    public void Where_the_sealed_file_is_the_others_are_too()
    {
        File.WriteAllText(_folder["a-summary"], "earlier");
        using (var output = new AtomicOutput())
        {
            Write(output, "a-summary", "new");
            Write(output, "a.log", "one");
            Write(output, "b.log", "two");
            Directory.CreateDirectory(_folder["b.log"]);
            output.Seal(_folder["a-summary"]);
            Assert.ThrowsAny<Exception>(output.Commit);
        }
        Assert.Equal(["a.log"], _folder.Files().Keys);

        Directory.Delete(_folder["b.log"]);
        using var again = new AtomicOutput();
        Write(again, "a-summary", "new");
        Write(again, "b.log", "two");
        again.Seal(_folder["a-summary"]);
        again.Commit();
        Assert.Equal(["a-summary", "a.log", "b.log"], _folder.Files().Keys);
    }

    [Fact]
    public void An_earlier_file_is_replaced_at_the_commit_and_not_before()
    {
        File.WriteAllText(_folder["a.log"], "earlier");
        using (var abandoned = new AtomicOutput()) Write(abandoned, "a.log", "never seen");
        Assert.Equal("earlier", File.ReadAllText(_folder["a.log"]));
        using var output = new AtomicOutput();
        Write(output, "a.log", "new");
        Assert.Equal("earlier", File.ReadAllText(_folder["a.log"]));
        output.Commit();
        Assert.Equal("new", File.ReadAllText(_folder["a.log"]));
    }

    [Fact]
    public void A_partial_file_that_a_killed_run_left_is_overwritten()
    {
        File.WriteAllText(_folder["a.log.partial"], "a long line that a killed run has left");
        using var output = new AtomicOutput();
        Write(output, "a.log", "new");
        output.Commit();
        Assert.Equal(["a.log"], _folder.Files().Keys);
        Assert.Equal("new", File.ReadAllText(_folder["a.log"]));
    }

    [Fact]
    public void A_place_is_taken_once()
    {
        using var output = new AtomicOutput();
        output.Reserve(_folder["a.log"]);
        Assert.Throws<InvalidOperationException>(() => output.Reserve(_folder["./a.log"]));
    }

    [Fact]
    public void A_folder_in_the_files_place_is_an_error_before_anything_is_written()
    {
        Directory.CreateDirectory(_folder["a.log"]);
        using var output = new AtomicOutput();
        Assert.Throws<IOException>(() => output.Reserve(_folder["a.log"]));
    }

    private void Write(AtomicOutput output, string relative, string text)
    {
        using var writer = new StreamWriter(output.Create(_folder[relative]));
        writer.Write(text);
    }
}
