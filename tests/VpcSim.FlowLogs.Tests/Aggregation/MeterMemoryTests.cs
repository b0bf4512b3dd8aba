using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Aggregation;

public class MeterMemoryTests
{
    private const long SecondNs = 1_000_000_000;

    [Fact]
    public void Counting_within_an_interval_allocates_nothing()
    {
        WindowMeter meter = NewMeter(out _);
        int[] handles = Open(meter, 1000);
        Assert.Equal(0, Allocation.Of(() => Count(meter, handles, 1, 100_000)));
    }

    [Fact]
    public void Opening_and_releasing_a_known_observation_allocates_nothing()
    {
        WindowMeter meter = NewMeter(out _);
        Observation flow = Flow("10.0.1.5", "10.0.0.5", 40000, 443), other = Flow("2001:db8::1", "2001:db8::2", 1, 2);
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                meter.Release(meter.Open(flow));
                meter.Release(meter.Open(other));
            }
        });
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_ended_flows()
    {
        WindowMeter meter = NewMeter(out RecordingSink sink);
        for (int second = 0; second < 1200; second++)
        {
            for (int i = 0; i < 50; i++)
            {
                int handle = meter.Open(Flow("10.0.1.5", "10.0.0.5", second % 40_000, i));
                meter.Count(handle, second * SecondNs, (second * 50) + i, 1, 40, 0);
                meter.Release(handle);
            }
            Assert.InRange(meter.LiveCells, 0, 60 * 50);
        }
        Assert.Equal(19 * 60 * 50, sink.Lines.Count);
    }

    [Fact]
    public void A_flow_that_is_held_keeps_its_handle_over_windows()
    {
        WindowMeter meter = NewMeter(out RecordingSink sink);
        int handle = meter.Open(Flow("10.0.1.5", "10.0.0.5", 1, 2));
        for (int minute = 0; minute < 3; minute++) meter.Count(handle, minute * 60 * SecondNs, minute, 1, 40, 0);
        Assert.Equal(handle, meter.Open(Flow("10.0.1.5", "10.0.0.5", 1, 2)));
        meter.Finish(0);
        Assert.Equal(3, sink.Lines.Count);
    }

    [Fact]
    public void What_was_counted_is_reported_though_nobody_holds_it_any_more()
    {
        WindowMeter meter = NewMeter(out RecordingSink sink);
        int handle = meter.Open(Flow("10.0.1.5", "10.0.0.5", 1, 2));
        meter.Count(handle, 0, 1, 1, 40, 0);
        meter.Release(handle);
        meter.Finish(0);
        Assert.Single(sink.Lines);
        Assert.Equal(0, meter.LiveCells);
    }

    [Fact]
    public void Time_that_goes_back_behind_the_open_window_is_an_error()
    {
        WindowMeter meter = NewMeter(out _);
        int handle = meter.Open(Flow("10.0.1.5", "10.0.0.5", 1, 2));
        meter.Count(handle, 120 * SecondNs, 1, 1, 40, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => meter.Count(handle, 119 * SecondNs, 2, 1, 40, 0));
    }

    [Fact]
    public void More_releases_than_holds_are_an_error()
    {
        WindowMeter meter = NewMeter(out _);
        int handle = meter.Open(Flow("10.0.1.5", "10.0.0.5", 1, 2));
        meter.Count(handle, 0, 1, 1, 40, 0);
        meter.Release(handle);
        Assert.Throws<ArgumentOutOfRangeException>(() => meter.Release(handle));
    }

    private static WindowMeter NewMeter(out RecordingSink sink)
    {
        Design design = Design();
        sink = new RecordingSink();
        var stream = new RecordStream(design, [(Subscription.Everything(design, LogFormat.Default), sink)], AwsIpRanges.Default, 1 << 30);
        return new WindowMeter(stream.Plan, stream);
    }

    private static int[] Open(WindowMeter meter, int count) =>
        [.. Enumerable.Range(0, count).Select(i => meter.Open(Flow("10.0.1.5", "10.0.0.5", i, 443)))];

    private static void Count(WindowMeter meter, int[] handles, long second, int packets)
    {
        for (int i = 0; i < packets; i++) meter.Count(handles[i % handles.Length], (second * SecondNs) + i, i, 1, 60, 16);
    }
}
