using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Settings;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Services;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;

namespace VpcSim.FlowLogs.Tests.Examples;

/// <summary>Packets through a design at given times, and the records of its flow logs: nothing between the packet and the record is made by hand.</summary>
/// <param name="written">The design; its own flow logs are those that count.</param>
/// <param name="settings">Where windows begin, and the like.</param>
internal sealed class LoggedTraffic(Design written, FlowLogSettings? settings = null)
{
    private const byte Ack = 16;

    private readonly List<(long TimeNs, Action<TestSupport.Runs.Run> Do)> _script = [];

    /// <summary>Sends a packet.</summary>
    /// <param name="seconds">When, since 1970.</param>
    /// <param name="packet">The packet.</param>
    public LoggedTraffic At(double seconds, Packet packet) => Add(seconds, run => run.Send(packet));

    /// <summary>Sends a packet by an entrance of its own.</summary>
    public LoggedTraffic At(double seconds, Packet packet, EntryPoint entry) => Add(seconds, run => run.SendThrough(entry, packet));

    /// <summary>Sends packets of one direction at even distances.</summary>
    /// <param name="packet">What they all are.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytes">IP total length of all of them.</param>
    /// <param name="from">When the first is sent, in seconds since 1970.</param>
    /// <param name="to">When the last is sent.</param>
    /// <param name="first">TCP flags of the first.</param>
    /// <param name="last">TCP flags of the last.</param>
    public LoggedTraffic Stream(Packet packet, int count, long bytes, double from, double to, byte first = Ack, byte last = Ack)
    {
        for (int i = 0; i < count; i++)
        {
            int length = (int)((bytes / count) + (i < bytes % count ? 1 : 0));
            byte flags = i == 0 ? first : i == count - 1 ? last : Ack;
            At(count == 1 ? from : from + ((to - from) * i / (count - 1)), packet.OfLength(length).WithFlags(flags));
        }
        return this;
    }

    /// <summary>Changes the design.</summary>
    public LoggedTraffic Change(double seconds, Func<Design, Design> change) => Add(seconds, run => run.Change(change));

    /// <summary>Plays all of it in order of time and gives the records, log by log.</summary>
    public ImmutableArray<List<string>> Records()
    {
        FlowLogSettings chosen = settings ?? FlowLogSettings.Default;
        Design design = DesignBuilder.Complete(written);
        var facts = new InterfaceFacts(design, chosen.UnknownAccounts);
        ImmutableArray<RecordingSink> sinks = [.. design.FlowLogs.Select(_ => new RecordingSink())];
        ImmutableArray<WrittenLog> logs = [.. design.FlowLogs.Select((log, place) => LogOf(log, design, facts, sinks[place]))];
        WindowPhases phases = WindowPhases.Of(design, chosen);
        WindowGrid grid = Assert.Single(phases.Grids);
        var stream = new RecordStream(design, logs, RecordRules.Of(chosen, grid, longestIdleSeconds: 86_400), watches: null);
        var meter = new WindowMeter(stream.Plan, stream, grid);
        var run = new TestSupport.Runs.Run(design, DataPathSettings.Default, written: written, also: meter);
        (long TimeNs, Action<TestSupport.Runs.Run> Do)[] ordered = [.. _script.OrderBy(entry => entry.TimeNs)];
        foreach ((long timeNs, Action<TestSupport.Runs.Run> act) in ordered) act(run.At(timeNs));
        meter.Finish(ordered[^1].TimeNs);
        return [.. sinks.Select(sink => sink.Lines)];
    }

    private static WrittenLog LogOf(FlowLog log, Design design, InterfaceFacts facts, RecordingSink sink)
    {
        Subscription subscription = Subscription.Of(log, design);
        return new WrittenLog(subscription, new RecordWriter(subscription.Format, facts.For(log), AwsIpRanges.Default), sink);
    }

    private LoggedTraffic Add(double seconds, Action<TestSupport.Runs.Run> act)
    {
        _script.Add(((long)Math.Round(seconds * 1000) * 1_000_000, act));
        return this;
    }
}
