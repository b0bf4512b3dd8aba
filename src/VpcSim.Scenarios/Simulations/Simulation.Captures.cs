using VpcSim.DataPath;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay;
using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Simulations;

// Captures among the traffic of hosts.
public sealed partial class Simulation
{
    /// <summary>Sends the packets of a capture, causally, as a replay does. They stand for both sides of their conversations: no host of this world answers them.</summary>
    /// <param name="capture">The file.</param>
    /// <param name="at">The interface on which it was taken, by name; null where it does not matter.</param>
    /// <param name="timeNs">When the first packet is sent, in nanoseconds since 1970; the others follow as they were captured.</param>
    /// <exception cref="CaptureFormatException">It is missing or no capture.</exception>
    /// <exception cref="SimulationException">The name is no interface's.</exception>
    public CapturedTraffic Replay(string capture, string? at, long timeNs)
    {
        int place = at is null ? -1 : _book.Find(at).Interface;
        if (at is not null && place < 0) throw new SimulationException($"'{at}' has no network interface of the design to have captured at");
        var traffic = new CapturedTraffic(capture);
        var sending = new Sending(traffic, CaptureReader.Open(capture), new AddressTranslation(Fabric, ReplayOptions.Default), place, timeNs);
        Pending++;
        if (sending.Next()) At(timeNs, () => Send(sending));
        else End(sending);
        return traffic;
    }

    private void Send(Sending sending)
    {
        Handle(sending);
        if (sending.Next()) At(Math.Max(NowNs, sending.TimeNs), () => Send(sending));
        else End(sending);
    }

    private void End(Sending sending)
    {
        sending.Dispose();
        Pending--;
    }

    private void Handle(Sending sending)
    {
        _dataPath.BeginAt(NowNs);
        if (sending.Header.Status != DecodeStatus.Decoded)
        {
            sending.Traffic.Count(sending.Header.Status == DecodeStatus.NotIp ? Outcome.NotIp : Outcome.Undecodable, default);
            return;
        }
        ref PacketHeader header = ref sending.Header;
        header.TimeNs = NowNs;
        header.Number = ++Packets;
        LastPacketNs = NowNs;
        FlowRef flow = _dataPath.Flows.Open(in header);
        bool sent = MaySend(flow, sending, out long blame);
        if ((header.Traits & PacketTraits.FirstFragment) != 0) _dataPath.NoteFragment(in header, sent, blame);
        EntryPoint? entry = _entrances.Find(in header, in sending.Quote, sending.Interface, out Verdict verdict);
        bool isQuoting = (header.Traits & PacketTraits.QuotesPacket) != 0;
        if (!sent && (entry is not null || (verdict.Outcome != Outcome.NotInDesign && !isQuoting)))
        {
            _dataPath.Flows.Note(flow, in header, Outcome.NotSent, -1, blame);
            sending.Traffic.Count(Outcome.NotSent, default);
            Show(sending, new Verdict(Outcome.NotSent), entry, blame);
            return;
        }
        int number = entry is { } way ? _dataPath.Send(flow, in header, in sending.Quote, way) : _dataPath.Settle(flow, in header, verdict);
        verdict = _dataPath.Verdicts[number];
        _dataPath.Flows.Note(flow, in header, verdict.Outcome, number);
        sending.Traffic.Count(verdict.Outcome, verdict);
        Show(sending, verdict, entry);
    }

    private void Show(Sending sending, Verdict verdict, EntryPoint? entry, long blame = 0)
    {
        if (_watchers is null || !_watchers.Wants(in sending.Header)) return;
        Show(in sending.Header, in sending.Quote, _watchers.WantsFrames ? sending.Frame : null, sending.Interface, verdict, entry, blame);
    }

    private bool MaySend(FlowRef flow, Sending sending, out long blame)
    {
        if ((sending.Header.Traits & PacketTraits.LaterFragment) != 0 && _dataPath.WasFirstSent(in sending.Header, out blame) is { } first) return first;
        return _dataPath.Flows.MaySend(flow, in sending.Header, in sending.Quote, out blame);
    }

    /// <summary>The packet of a capture that is sent next.</summary>
    private sealed class Sending(CapturedTraffic traffic, CaptureReader reader, AddressTranslation addresses, int networkInterface, long startNs) : IDisposable
    {
        private long? _firstNs;
        public PacketHeader Header;
        public QuotedPacket Quote;

        public CapturedTraffic Traffic => traffic;

        public int Interface => networkInterface;

        public FrameCopy Frame { get; } = new();

        public long TimeNs { get; private set; }

        public bool Next()
        {
            if (!reader.TryRead(out CapturedFrame frame)) return false;
            PacketDecoder.Decode(frame.Link, frame.Bytes, frame.OriginalLength, ref Header, ref Quote, out _);
            if (Header.Status == DecodeStatus.Decoded) addresses.Apply(ref Header, ref Quote);
            Frame.Take(in frame, null);
            _firstNs ??= frame.TimeNs;
            TimeNs = startNs + (frame.TimeNs - _firstNs.Value);
            return true;
        }

        public void Dispose()
        {
            traffic.IsOver = true;
            traffic.Damage = reader.Problem;
            reader.Dispose();
        }
    }
}
