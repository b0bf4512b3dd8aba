using System.Text.Json;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.SecurityGroups;
using VpcSim.Scenarios.Changes;
using VpcSim.Scenarios.Diagnosis;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>What <c>vpcsim flow-logs explain</c> found, for programs. Documented in <c>docs/json.md</c>.</summary>
internal sealed class FlowLogExplanationJson
{
    private const int MostPeers = 20;

    private readonly Utf8JsonWriter _json;
    private readonly FlowLogExplanation _explanation;
    private readonly Design _design;
    private readonly RejectText _rejects;
    private readonly ChangeText _changes;

    private FlowLogExplanationJson(Utf8JsonWriter json, FlowLogExplanation explanation)
    {
        (_json, _explanation, _design) = (json, explanation, explanation.Design);
        _rejects = new RejectText(_design);
        _changes = new ChangeText(_design);
    }

    public static void Write(Stream output, FlowLogExplanation explanation)
    {
        using (var json = new Utf8JsonWriter(output, JsonForm.Options)) new FlowLogExplanationJson(json, explanation).Write();
        output.Write("\n"u8);
    }

    private void Write()
    {
        FlowBook book = _explanation.Book;
        _json.WriteStartObject();
        JsonForm.WriteHead(_json, _explanation.Designs, _design);
        WriteTexts("files", _explanation.Files);
        _json.WriteStartObject("records");
        _json.WriteNumber("accepted", book.Accepted);
        _json.WriteNumber("rejected", book.Rejected);
        _json.WriteNumber("incomplete", book.Incomplete);
        _json.WriteNumber("bad-lines", _explanation.BadLines);
        _json.WriteNumber("skipped-intervals", book.Skipped);
        _json.WriteNumber("first", book.First);
        _json.WriteNumber("last", book.Last);
        _json.WriteEndObject();
        _json.WriteStartArray("rejects");
        foreach (RejectGroup group in _explanation.Shown) Write(group);
        _json.WriteEndArray();
        _json.WriteNumber("rejects-left-out", _explanation.Rejects.Length - _explanation.Shown.Length);
        _json.WriteNumber("unexplained", _explanation.Rejects.Where(static group => !group.IsExplained).Sum(static group => group.Records));
        if (_explanation.Needed is { } needed) Write(needed);
        else _json.WriteNull("needed");
        _json.WriteEndObject();
    }

    private void Write(RejectGroup group)
    {
        _json.WriteStartObject();
        _json.WriteString("cause", StableNames.Of(group.Cause));
        _json.WriteString("reason", group.Walk is { Verdict.IsDrop: true } walk && group.Cause != RejectCause.ConnectionOver ? DropReasons.NameOf(walk.Verdict.Reason) : null);
        _json.WriteString("interface", group.Interface < 0 ? null : _design.NetworkInterfaces[group.Interface].Name);
        WriteTexts("interface-ids", group.InterfaceIds);
        _json.WriteString("direction", group.Interface < 0 ? null : group.Egress ? "egress" : "ingress");
        _json.WriteBoolean("answer", group.IsAnswer);
        _json.WriteNumber("protocol", group.Protocol);
        _json.WriteStartArray("ports");
        foreach (ushort port in group.Ports) _json.WriteNumberValue(port);
        _json.WriteEndArray();
        _json.WriteNumber("peer-count", group.Peers.Length);
        WriteTexts("peers", group.Peers.Take(MostPeers).Select(static peer => peer.ToString()));
        _json.WriteNumber("records", group.Records);
        _json.WriteNumber("packets", group.Packets);
        _json.WriteNumber("first", group.First);
        _json.WriteNumber("last", group.Last);
        _json.WriteBoolean("explained", group.IsExplained);
        _json.WriteBoolean("unsolicited", group.IsUnsolicited);
        _json.WriteString("sentence", _rejects.Why(group));
        _json.WriteStartArray("changes");
        foreach (DesignChange change in group.Plan?.Changes ?? []) Write(change);
        _json.WriteEndArray();
        if (group.Plan is { } plan)
        {
            _json.WriteBoolean("passes", plan.Passes);
            _json.WriteBoolean("for-all", plan.ForAll);
        }
        else
        {
            _json.WriteNull("passes");
            _json.WriteNull("for-all");
        }
        _json.WriteString("remaining", _rejects.Remaining(group));
        _json.WriteEndObject();
    }

    private void Write(DesignChange change)
    {
        _json.WriteStartObject();
        _json.WriteString("action", change.Action);
        _json.WriteString("sentence", _changes.Sentence(change));
        _json.WriteString("command", ChangeText.Command(change));
        _json.WriteEndObject();
    }

    private void Write(NeededRules needed)
    {
        _json.WriteStartObject("needed");
        _json.WriteNumber("records", needed.Records);
        _json.WriteNumber("conversations", needed.Conversations);
        _json.WriteNumber("refused", needed.Refused);
        _json.WriteNumber("not-placed", needed.NotPlaced);
        _json.WriteNumber("ambiguous", needed.Ambiguous);
        _json.WriteBoolean("proven", needed.IsProven);
        _json.WriteString("refusal", needed.Refusal);
        _json.WriteStartArray("rules");
        foreach (TightRule rule in needed.Rules)
        {
            SecurityGroup group = _design.SecurityGroups[rule.Key.Component];
            _json.WriteStartObject();
            _json.WriteString("group", group.Name);
            _json.WriteString("group-id", group.Id);
            _json.WriteString("direction", rule.Key.Egress ? "egress" : "ingress");
            _json.WriteString("rule", rule.Rule.ToString());
            _json.WriteNumber("records", rule.Records);
            _json.WriteBoolean("unused", rule.IsUnused);
            _json.WriteStartArray("would-do");
            foreach (SecurityGroupRule narrow in rule.Needed) Write(narrow);
            _json.WriteEndArray();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("unused-entries");
        foreach (var (acl, entry) in needed.UnusedEntries)
        {
            _json.WriteStartObject();
            _json.WriteString("network-acl", acl.Name);
            _json.WriteString("network-acl-id", acl.Id);
            _json.WriteString("entry", entry.ToString());
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        WriteTexts("unjudged", needed.UnjudgedGroups.Select(static group => group.Id).Concat(needed.UnjudgedAcls.Select(static acl => acl.Id)));
        _json.WriteEndObject();
    }

    private void Write(SecurityGroupRule rule)
    {
        _json.WriteStartObject();
        _json.WriteString("protocol", IpProtocol.NameOf(rule.Protocol));
        _json.WriteNumber("from", rule.FromPort);
        _json.WriteNumber("to", rule.ToPort);
        _json.WriteString("peer", rule.Peer);
        _json.WriteEndObject();
    }

    private void WriteTexts(string name, IEnumerable<string> texts)
    {
        _json.WriteStartArray(name);
        foreach (string text in texts) _json.WriteStringValue(text);
        _json.WriteEndArray();
    }
}
