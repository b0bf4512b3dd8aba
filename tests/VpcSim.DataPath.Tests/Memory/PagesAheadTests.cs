namespace VpcSim.DataPath.Tests.Memory;

/// <summary>A thread that touches what others write at the same moment: what stands in memory is the same.</summary>
public class PagesAheadTests
{
    private const int Length = 12 << 20;

    [Theory]
    [InlineData(0, Length)]
    [InlineData(1, 5000)]
    [InlineData(Length - 10, 8 << 20)] // beyond the end
    [InlineData(4097, 1)] // within a page
    public void Pages_that_are_touched_keep_what_is_written_meanwhile_and_are_zero_elsewhere(int from, int bytes)
    {
        byte[] block = GC.AllocateArray<byte>(Length, pinned: true);
        PagesAhead.Touch(block, (nuint)from, (nuint)bytes);
        for (int i = 0; i < Length; i += 512) block[i] = 1;
        Thread.Sleep(20); // the other thread, if it has not come by yet
        for (int i = 0; i < Length; i++)
            if (block[i] != (i % 512 == 0 ? 1 : 0)) Assert.Fail($"{block[i]} at {i}");
    }

    [Fact]
    public void A_block_of_words_keeps_what_is_written_meanwhile()
    {
        uint[] block = GC.AllocateArray<uint>(Length / sizeof(uint), pinned: true);
        PagesAhead.Touch(block);
        for (int i = 0; i < block.Length; i++) block[i] = (uint)i;
        Thread.Sleep(20);
        for (int i = 0; i < block.Length; i++)
            if (block[i] != (uint)i) Assert.Fail($"{block[i]} at {i}");
    }

    [Fact]
    public void A_block_may_be_let_go_before_its_pages_are_there()
    {
        for (int i = 0; i < 40; i++) PagesAhead.Touch(GC.AllocateArray<byte>(Length, pinned: true), 0, Length);
        GC.Collect();
    }
}
