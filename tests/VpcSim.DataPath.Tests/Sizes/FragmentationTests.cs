using CsCheck;

namespace VpcSim.DataPath.Tests.Sizes;

/// <summary>Fragments are those of RFC 791 section 3.2: pieces of a multiple of 8 bytes as large as a link takes, each with the header.</summary>
public class FragmentationTests
{
    [Fact]
    public void One_link_splits_into_full_pieces_and_a_rest()
    {
        var fragments = new Fragmentation(20 + 3008, 20);

        Assert.Equal(1500, fragments.Split(1500));
        Assert.Equal((3, 3008 + 3 * 20L), fragments.All);
    }

    [Fact]
    public void The_header_with_its_options_stands_before_every_fragment()
    {
        var fragments = new Fragmentation(60 + 2000, 60);

        Assert.Equal(1500, fragments.Split(1500));
        Assert.Equal((2, 2000 + 2 * 60L), fragments.All);
    }

    [Fact] // 1446 - 20 = 1426 holds 1424 in full pieces, and two bytes more in the last one
    public void The_last_piece_may_use_all_the_room_there_is()
    {
        var fragments = new Fragmentation(20 + 1424 + 1426, 20);

        Assert.Equal(1444, fragments.Split(1446));
        Assert.Equal(2, fragments.All.Packets);
    }

    [Fact]
    public void Any_row_of_links_gives_what_splitting_piece_by_piece_gives() =>
        Gen.Select(Gen.Int[1500, 65_000], Gen.Int[5, 15], Gen.Int[68, 9001].Array[1, 4]).Sample((length, words, links) =>
        {
            int header = words * 4;
            int[] mtus = [.. links.OrderDescending()];
            if (length <= mtus[0]) return;
            var fragments = new Fragmentation(length, header);
            int first = 0;
            int[] pieces = [length - header];
            foreach (int mtu in mtus)
            {
                first = fragments.Split(mtu);
                pieces = [.. pieces.SelectMany(piece => Cut(piece, mtu - header))];
                Assert.Equal(header + pieces[0], first);
                Assert.Equal((pieces.Length, pieces.Sum() + (long)pieces.Length * header), fragments.All);
            }
        }, iter: 2000);

    // A router's work on one piece, byte by byte as RFC 791 tells it.
    private static IEnumerable<int> Cut(int piece, int room)
    {
        for (; piece > room; piece -= room / 8 * 8) yield return room / 8 * 8;
        yield return piece;
    }
}
