using System.Text.Json;
using VpcSim.Cli.Commands;
using VpcSim.DataPath.Trace;
using VpcSim.Engine.Clock;
using VpcSim.FlowLogs;
using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Cli.Reports;

/// <summary>Explained conversations for programs: every packet, and each distinct walk once, to which packets refer.</summary>
/// <param name="json">Where they go.</param>
/// <param name="report">The replay.</param>
/// <param name="written">Called now and then, so that what is written need not be kept.</param>
internal sealed class ExplanationJson(Utf8JsonWriter json, ReplayReport report, Action written)
{
    private readonly StepText _steps = new(report.Import.Design);

    public void Write(Explaining explaining)
    {
        json.WriteStartObject("explanation");
        json.WriteString("asked", explaining.Asked);
        json.WriteStartArray("nearest");
        if (explaining.Explainer.Conversations.Count == 0)
            foreach (ConversationKey near in explaining.Explainer.Nearest) json.WriteStringValue(PacketText.Words(near));
        json.WriteEndArray();
        json.WriteStartArray("conversations");
        foreach (ExplainedConversation conversation in explaining.Explainer.Conversations) WriteConversation(conversation);
        json.WriteEndArray();
        json.WriteStartArray("flow-log-records");
        foreach (PickedRecord record in explaining.Records.Records) WriteRecord(record);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteConversation(ExplainedConversation conversation)
    {
        ConversationKey key = conversation.Key;
        json.WriteStartObject();
        json.WriteNumber("protocol", key.Protocol);
        json.WriteString("protocol-name", IpProtocol.NameOf(key.Protocol));
        WriteEnd("first", key.First, key.FirstPort);
        WriteEnd("second", key.Second, key.SecondPort);
        json.WriteNumber("icmp-identifier", key.IcmpIdentifier);
        json.WriteStartArray("walks");
        foreach (ExplainedWalk walk in conversation.Walks) WriteWalk(walk, key.Protocol);
        json.WriteEndArray();
        json.WriteStartArray("packets");
        foreach (ExplainedPacket packet in conversation.Packets)
        {
            json.WriteStartObject();
            json.WriteNumber("number", packet.Number);
            json.WriteString("time", new SimTime(packet.TimeNs).ToString());
            json.WriteNumber("walk", packet.Walk);
            json.WriteNumber("length", packet.Length);
            json.WriteNumber("tcp-flags", packet.TcpFlags);
            json.WriteNumber("icmp-type", packet.IcmpType);
            json.WriteNumber("icmp-code", packet.IcmpCode);
            json.WriteNumber("blame", packet.Blame);
            json.WriteEndObject();
            written();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteWalk(ExplainedWalk walk, byte protocol)
    {
        bool decided = walk.Verdict.Component != ComponentKind.None;
        json.WriteStartObject();
        json.WriteBoolean("from-first", walk.FromFirst);
        json.WriteString("role", StableNames.Of(walk.Role));
        json.WriteString("source", walk.Source.ToString());
        json.WriteString("destination", walk.Destination.ToString());
        json.WriteString("outcome", StableNames.Of(walk.Outcome));
        json.WriteString("reason", walk.Outcome == Outcome.Dropped ? DropReasons.NameOf(walk.Verdict.Reason) : null);
        json.WriteString("component", decided ? _steps.Component(walk.Verdict) : null);
        json.WriteString("sentence", _steps.Sentence(walk, protocol));
        json.WriteString("remedy", _steps.Remedy(walk, protocol));
        json.WriteBoolean("copy", walk.IsCopy);
        json.WriteBoolean("logged", walk.IsLogged);
        json.WriteBoolean("answered-with-reset", walk.WasReset);
        json.WriteString("entry", _steps.Entry(walk.Entry));
        json.WriteStartArray("forms");
        foreach (PacketForm form in walk.Forms) WriteForm(form);
        json.WriteEndArray();
        json.WriteStartArray("steps");
        for (int i = 0; i < walk.Trail.Length; i++) WriteStep(walk, i);
        json.WriteEndArray();
        WriteError(walk.Error);
        json.WriteEndObject();
    }

    private void WriteStep(ExplainedWalk walk, int place)
    {
        StageRecord step = walk.Trail[place];
        json.WriteStartObject();
        json.WriteString("stage", StableNames.Of(step.Stage));
        json.WriteString("component", _steps.Component(step));
        json.WriteString("rule", _steps.Rule(step));
        json.WriteBoolean("egress", step.Egress);
        json.WriteBoolean("passed", step.Passed);
        json.WriteString("connection", StableNames.Of(step.Tracking));
        json.WriteString("former-connection", StableNames.Of(walk.Former[place]));
        json.WriteEndObject();
    }

    private void WriteForm(PacketForm form)
    {
        json.WriteStartObject();
        WriteEnd("source", form.Source, form.SourcePort);
        WriteEnd("destination", form.Destination, form.DestinationPort);
        json.WriteNumber("icmp-identifier", form.IcmpIdentifier);
        json.WriteNumber("lowered-mss", form.LoweredMss);
        json.WriteNumber("packets", form.Packets);
        json.WriteEndObject();
    }

    private void WriteError(RouterError? told)
    {
        if (told is not { } error)
        {
            json.WriteNull("router-error");
            return;
        }
        json.WriteStartObject("router-error");
        json.WriteString("from", error.From.ToString());
        json.WriteString("to", error.To.ToString());
        json.WriteNumber("icmp-type", error.Type);
        json.WriteNumber("icmp-code", error.Code);
        json.WriteNumber("mtu", error.Mtu);
        json.WriteEndObject();
    }

    private void WriteRecord(PickedRecord record)
    {
        json.WriteStartObject();
        json.WriteString("interface", report.Import.Design.NetworkInterfaces[record.Interface].Id);
        json.WriteString("record", record.Line);
        json.WriteEndObject();
        written();
    }

    private void WriteEnd(string name, IpAddress address, ushort port)
    {
        json.WriteString(name, address.ToString());
        json.WriteNumber(name + "-port", port);
    }
}
