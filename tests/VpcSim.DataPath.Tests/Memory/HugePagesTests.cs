namespace VpcSim.DataPath.Tests.Memory;

/// <summary>Hints to the kernel: whoever follows them or does not, what stands in memory is the same.</summary>
public class HugePagesTests
{
    private const int Length = 12 << 20;

    [Theory]
    [InlineData(0, Length)]
    [InlineData(1, 5000)]
    [InlineData(Length - 10, 8 << 20)] // beyond the end
    [InlineData(4097, 1)] // within a page
    public void Pages_that_are_made_ready_keep_what_is_written_meanwhile_and_are_zero_elsewhere(int from, int bytes)
    {
        byte[] block = GC.AllocateArray<byte>(Length, pinned: true);
        HugePages.MakeReady(block, (nuint)from, (nuint)bytes);
        for (int i = 0; i < Length; i += 512) block[i] = 1;
        Thread.Sleep(20); // the other thread, if it has not come by yet
        for (int i = 0; i < Length; i++)
            if (block[i] != (i % 512 == 0 ? 1 : 0)) Assert.Fail($"{block[i]} at {i}");
    }

    [Fact]
    public void A_block_may_be_let_go_before_its_pages_are_there()
    {
        for (int i = 0; i < 20; i++) HugePages.MakeReady(GC.AllocateArray<byte>(Length, pinned: true), 0, Length);
        GC.Collect();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4 << 20)]
    [InlineData(Length)]
    public unsafe void Asking_for_huge_pages_changes_nothing_that_stands_there(int length)
    {
        byte[] block = GC.AllocateArray<byte>(length, pinned: true);
        Array.Fill(block, (byte)7);
        fixed (byte* begin = block) HugePages.Prefer(begin, (nuint)length);
        Assert.DoesNotContain(block, value => value != 7);
    }
}
