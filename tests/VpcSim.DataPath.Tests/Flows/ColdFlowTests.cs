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

    [Fact]
    public void A_file_finds_what_was_added_and_not_taken_however_often_it_grows()
    {
        using var file = new ColdFile(Path.GetTempPath());
        for (int i = 0; i < 20_000; i++) file.Add(FlowOf(i), static _ => true);
        for (int i = 0; i < 20_000; i += 3)
        {
            Assert.True(file.TryTake(KeyOf(i), KeyOf(i).Hash(), out ReadOnlySpan<byte> taken));
            Assert.Equal(FlowOf(i), taken.ToArray());
        }
        for (int i = 20_000; i < 60_000; i++) file.Add(FlowOf(i), static _ => true);

        Assert.All(Enumerable.Range(0, 60_001), i => Assert.Equal(i is not 60_000 && (i % 3 != 0 || i >= 20_000), file.Has(KeyOf(i), KeyOf(i).Hash())));
        Assert.Equal(60_000 - 6_667, file.Count);
        long shown = 0;
        file.ForEach(_ => shown++);
        Assert.Equal(file.Count, shown);
    }

    [Fact]
    public void A_page_that_is_full_hands_on_to_the_next_one()
    {
        using var file = new ColdFile(Path.GetTempPath());
        for (int i = 0; i < 500; i++) file.Add(FlowOf(i, hash: 7), static _ => true);

        Assert.All(Enumerable.Range(0, 501), i => Assert.Equal(i < 500, file.Has(KeyOf(i), 7)));
        for (int i = 499; i >= 0; i--) Assert.True(file.TryTake(KeyOf(i), 7, out _));
        Assert.Equal(0, file.Count);
    }

    [Fact]
    public void When_the_file_grows_what_is_over_goes()
    {
        using var file = new ColdFile(Path.GetTempPath());
        for (int i = 0; i < 20_000; i++) file.Add(FlowOf(i), static flow => MemoryMarshal.Read<ColdFlow>(flow).LastSeenNs % 2 == 0);

        Assert.InRange(file.Count, 10_000, 17_000);
        Assert.All(Enumerable.Range(0, 10_000), i => Assert.True(file.Has(KeyOf(2 * i), KeyOf(2 * i).Hash())));
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
