using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Flows.Cold;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Flows;

/// <summary>Conversations that are put aside on disk when more of them are live than may be kept in memory.</summary>
public class ColdFlowTests
{
    private static readonly FlowBound OfNone = new(0, Path.GetTempPath());

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_file_finds_what_was_added_and_not_taken_however_often_runs_are_merged(int flowsInRun)
    {
        using var file = new ColdFile<FlowKey, ColdFlow>(Path.GetTempPath());
        AddAll(file, 0, 4_000, flowsInRun);
        for (int i = 0; i < 4_000; i += 3)
        {
            Assert.True(file.TryTake(KeyOf(i), KeyOf(i).Hash(), out ReadOnlySpan<byte> taken));
            Assert.Equal(FlowOf(i), taken.ToArray());
        }
        AddAll(file, 4_000, 12_000, flowsInRun);

        Assert.All(Enumerable.Range(0, 12_001), i => Assert.Equal(i is not 12_000 && (i % 3 != 0 || i >= 4_000), file.Has(KeyOf(i), KeyOf(i).Hash())));
        Assert.Equal(12_000 - 1_334, file.Count);
        var shown = new List<long>();
        file.ForEach(flow => shown.Add(MemoryMarshal.Read<ColdFlow>(flow).LastSeenNs));
        Assert.Equal(Enumerable.Range(0, 12_000).Where(static i => i % 3 != 0 || i >= 4_000).Select(static i => (long)i), shown.Order());
    }

    [Fact]
    public void What_was_taken_may_be_added_again()
    {
        using var file = new ColdFile<FlowKey, ColdFlow>(Path.GetTempPath());
        for (int round = 0; round < 50; round++)
        {
            AddAll(file, 0, 10, 10);
            for (int i = 0; i < 10; i++) Assert.True(file.TryTake(KeyOf(i), KeyOf(i).Hash(), out _));
            Assert.False(file.Has(KeyOf(3), KeyOf(3).Hash()));
        }
        Assert.Equal(0, file.Count);
    }

    [Fact]
    public void Flows_of_one_hash_are_told_apart()
    {
        using var file = new ColdFile<FlowKey, ColdFlow>(Path.GetTempPath());
        for (int i = 0; i < 500; i++) file.Add(FlowOf(i, hash: 7), static _ => true);
        file.Settle(static _ => true);

        Assert.All(Enumerable.Range(0, 501), i => Assert.Equal(i < 500, file.Has(KeyOf(i), 7)));
        for (int i = 499; i >= 0; i--) Assert.True(file.TryTake(KeyOf(i), 7, out _));
        Assert.Equal(0, file.Count);
    }

    [Fact]
    public void When_runs_are_merged_what_is_over_goes_and_its_place_on_disk_too()
    {
        using var file = new ColdFile<FlowKey, ColdFlow>(Path.GetTempPath());
        for (int first = 0; first < 16_000; first += 1_000) AddAll(file, first, first + 1_000, 1_000, static flow => MemoryMarshal.Read<ColdFlow>(flow).LastSeenNs % 2 == 0);

        Assert.Equal(8_000, file.Count);
        Assert.All(Enumerable.Range(0, 16_000), i => Assert.Equal(i % 2 == 0, file.Has(KeyOf(i), KeyOf(i).Hash())));
        long whole = Enumerable.Range(0, 16_000).Sum(static i => (long)FlowOf(i).Length);
        Assert.InRange(file.LargestLength, whole / 2, whole);
    }

    [Fact]
    public void A_connection_that_was_put_aside_goes_on_with_its_next_packet()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("client", "10.0.1.10").Eni("server", "10.0.2.20").Start(bound: OfNone);
        run.Send(Tcp.Syn("10.0.1.10", "10.0.2.20", 443));
        PutAllAside(run);
        run.Reply().ShouldBeDelivered(); // by the connection alone: no rule of the server lets it out to the client
        PutAllAside(run);
        run.Wait(400_000).Send(Tcp.Data("10.0.1.10", "10.0.2.20", 443)).ShouldBeDelivered();
        Assert.InRange(run.DataPath.Flows.Aside!.BroughtBack, 2, run.DataPath.Flows.Aside.PutAside);
    }

    private static void AddAll(ColdFile<FlowKey, ColdFlow> file, int from, int to, int flowsInRun, ColdFile<FlowKey, ColdFlow>.IsNeeded? isNeeded = null)
    {
        isNeeded ??= static _ => true;
        for (int i = from; i < to; i++)
        {
            file.Add(FlowOf(i), isNeeded);
            if (i % flowsInRun == flowsInRun - 1) file.Settle(isNeeded);
        }
        file.Settle(isNeeded);
    }

    private static void PutAllAside(Run run)
    {
        run.DataPath.Sweep(0, run.NowNs);
        Assert.Equal(0, run.DataPath.Flows.Count);
    }

    private static FlowKey KeyOf(int i) => new(IpAddress.FromIPv4(0x0A00_010A), IpAddress.FromIPv4(0xCB00_7100 + (uint)(i >> 16)), 80, (ushort)i, 6, 0);

    private static byte[] FlowOf(int i, uint? hash = null)
    {
        byte[] flow = new byte[Unsafe.SizeOf<ColdFlow>() + (i % 40)];
        var front = new ColdFlow { Key = KeyOf(i), Hash = hash ?? KeyOf(i).Hash(), LastSeenNs = i, Length = (ushort)flow.Length };
        MemoryMarshal.Write(flow, in front);
        return flow;
    }
}
