namespace VpcSim.DataPath.Tests.Memory;

/// <summary>Hints to the kernel: whoever follows them or does not, what stands in memory is the same.</summary>
public class HugePagesTests
{
    private const int Length = 12 << 20;

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
