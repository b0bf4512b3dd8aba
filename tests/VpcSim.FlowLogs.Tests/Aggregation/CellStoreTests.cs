using System.Runtime.CompilerServices;
using CsCheck;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;

namespace VpcSim.FlowLogs.Tests.Aggregation;

/// <summary>The store against a plain dictionary, filled far enough that runs of the index touch.</summary>
public class CellStoreTests
{
    private const int Universe = 5000;

    private enum Step
    {
        AddMany,
        RemoveSome,
        RemoveMany,
        RemoveAll,
    }

    [Fact]
    public void A_cell_is_small() => Assert.Equal(40, Unsafe.SizeOf<Cell>());

    [Fact]
    public void What_a_cell_holds_comes_back_up_to_its_bounds()
    {
        Cell cell = Cell.Of(CellKey.Of(Samples.Flow("10.0.0.1", "10.0.0.2", 1, 2) with { Interface = Cell.MostInterfaces - 1, Protocol = 255, TrafficPath = 9 }, out _));
        (cell.FirstSecond, cell.LastSecond) = (60, 59);
        (cell.Packets, cell.Bytes, cell.FirstPacket) = ((1L << 40) - 1, (1L << 48) - 1, (1L << 40) - 2);
        Assert.Equal((Cell.MostInterfaces - 1, 255, 9), (cell.Interface, cell.Protocol, cell.TrafficPath));
        Assert.Equal((60, 59), (cell.FirstSecond, cell.LastSecond));
        Assert.Equal(((1L << 40) - 1, (1L << 48) - 1, (1L << 40) - 2), (cell.Packets, cell.Bytes, cell.FirstPacket));
        cell.TrafficPath = 3;
        cell.FirstSecond = 0;
        Assert.Equal((0, 59, 3), (cell.FirstSecond, cell.LastSecond, cell.TrafficPath));
    }

    [Fact]
    public void Observations_are_found_whatever_was_added_and_removed_before()
    {
        Gen<Step> step = Gen.Int[0, 9].Select(roll => roll switch { < 5 => Step.AddMany, < 8 => Step.RemoveSome, < 9 => Step.RemoveMany, _ => Step.RemoveAll });
        Gen.Select(step, Gen.Int[0, Universe - 1], Gen.Int[1, 1500]).Array[1, 12].Sample(Play, iter: 100);
    }

    [Fact]
    public void Every_part_of_an_observation_but_its_traffic_path_tells_cells_apart()
    {
        var store = new CellStore();
        Observation v4 = Samples.Flow("10.0.0.1", "10.0.0.2", 1, 2), v6 = Samples.Flow("2001:db8::1", "2001:db8::2", 1, 2);
        Observation[] distinct = [.. Variants(v4), .. Variants(v6)];
        Assert.Equal(distinct.Length, distinct.Select(observation => FindOrAdd(store, observation)).Distinct().Count());
        Assert.Equal(FindOrAdd(store, v4), FindOrAdd(store, v4 with { TrafficPath = 8 }));
        Assert.Equal(distinct.Length, store.Count);

        static Observation[] Variants(Observation flow) =>
        [
            flow,
            flow with { Interface = 1 },
            flow with { Egress = true },
            flow with { Accepted = false },
            flow with { Accepted = false, RejectReason = RejectReason.BlockPublicAccess },
            flow with { Source = flow.Source + 1 },
            flow with { Destination = flow.Destination + 1 },
            flow with { PacketSource = flow.PacketSource + 1 },
            flow with { PacketDestination = flow.PacketDestination + 1 },
            flow with { SourcePort = 9 },
            flow with { DestinationPort = 9 },
            flow with { Protocol = 17 },
        ];
    }

    [Theory] // else one client's flows to one server would stand in one run of the index
    [InlineData("source port")]
    [InlineData("destination port")]
    [InlineData("interface")]
    [InlineData("source")]
    [InlineData("destination")]
    public void Flows_that_differ_in_one_thing_alone_fall_on_many_places(string what)
    {
        Observation flow = Samples.Flow("10.0.0.1", "10.0.0.2", 1, 2);
        IEnumerable<Observation> flows = Enumerable.Range(1, 4096).Select(i => what switch
        {
            "source port" => flow with { SourcePort = (ushort)i },
            "destination port" => flow with { DestinationPort = (ushort)i },
            "interface" => flow with { Interface = i },
            "source" => flow with { Source = flow.Source + (ulong)i, PacketSource = flow.Source + (ulong)i },
            _ => flow with { Destination = flow.Destination + (ulong)i, PacketDestination = flow.Destination + (ulong)i },
        });
        Assert.True(flows.Select(one => HashOf(one) >> 20).Distinct().Count() > 2000); // by chance it would be 2,590
    }

    private static int FindOrAdd(CellStore store, Observation observation)
    {
        CellKey key = CellKey.Of(in observation, out AddressQuad addresses);
        return store.FindOrAdd(in key, in addresses, CellStore.HashOf(in key, in addresses));
    }

    private static uint HashOf(Observation observation)
    {
        CellKey key = CellKey.Of(in observation, out AddressQuad addresses);
        return CellStore.HashOf(in key, in addresses);
    }

    private static void Play((Step Step, int From, int Count)[] steps)
    {
        var store = new CellStore();
        var model = new SortedDictionary<int, int>();
        foreach ((Step step, int from, int count) in steps)
        {
            int[] chosen = [.. Enumerable.Range(from, count).Select(i => i % Universe)];
            switch (step)
            {
                case Step.AddMany:
                    foreach (int flow in chosen) model[flow] = FindOrAdd(store, FlowOf(flow));
                    break;
                case Step.RemoveSome:
                    foreach (int flow in chosen.Where(model.ContainsKey).ToArray()) store.Remove(Taken(model, flow));
                    break;
                case Step.RemoveMany:
                    store.Remove([.. chosen.Where(model.ContainsKey).Select(flow => Taken(model, flow)).ToArray()]);
                    break;
                default:
                    store.Remove([.. model.Values]);
                    model.Clear();
                    break;
            }
            Assert.Equal(model.Count, store.Count);
            foreach ((int flow, int slot) in model)
            {
                Assert.Equal(FlowOf(flow), store.ObservationOf(slot));
                Assert.Equal(slot, FindOrAdd(store, FlowOf(flow)));
            }
            Assert.Equal(model.Count, store.Count);
        }
    }

    private static int Taken(SortedDictionary<int, int> model, int flow)
    {
        int slot = model[flow];
        model.Remove(flow);
        return slot;
    }

    private static Observation FlowOf(int flow) => Samples.Flow(
        flow % 4 == 0 ? $"2001:db8::{flow:x}" : $"10.0.{flow / 256}.{flow % 256}", flow % 4 == 0 ? "2001:db8::ffff" : "10.1.0.1", flow, 443, flow % 3);
}
