using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>The arguments of one request, read as their keys say; every mistake is noted.</summary>
internal sealed class ChangeWords
{
    private readonly Dictionary<string, ImmutableArray<string>> _values = new(StringComparer.Ordinal);

    public ChangeWords(ChangeKind kind, ImmutableArray<ChangeArgument> arguments)
    {
        Kind = kind;
        foreach (ChangeArgument argument in arguments)
        {
            ChangeKey? key = kind.Keys.FirstOrDefault(known => known.Name == argument.Key);
            if (key is null) Complain(argument.Key, $"{kind.Action} has no key '{argument.Key}'; {NearestKey(argument.Key)}");
            else if (!_values.TryAdd(argument.Key, argument.Values)) Complain(argument.Key, $"the key '{argument.Key}' stands twice; write it once");
            else Check(key, argument.Values);
        }
        foreach (ChangeKey key in kind.Keys)
            if (key.IsRequired && !_values.ContainsKey(key.Name)) Complain(null, $"{kind.Action} needs the key '{key.Name}': {key.Description}");
    }

    public ChangeKind Kind { get; }

    public List<ChangeMistake> Mistakes { get; } = [];

    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>The only value of a required key, or of one that <see cref="Has"/>.</summary>
    public string Text(string key) => _values[key][0];

    public string? TextOrNull(string key) => Has(key) ? Text(key) : null;

    public ImmutableArray<string> Texts(string key) => _values.GetValueOrDefault(key, []);

    public Cidr? Cidr(string key) => Has(key) ? Model.Addressing.Cidr.Parse(Text(key)) : null;

    public IpAddress? Address(string key) => Has(key) ? IpAddress.Parse(Text(key)) : null;

    public bool? Boolean(string key) => Has(key) ? bool.Parse(Text(key)) : null;

    public int? Number(string key) => Has(key) ? int.Parse(Text(key), CultureInfo.InvariantCulture) : null;

    /// <summary>Numbers of 32 bits; empty where the key is left out.</summary>
    public ImmutableArray<long> Unsigned(string key) => [.. Texts(key).Select(static text => (long)uint.Parse(text, CultureInfo.InvariantCulture))];

    public int Protocol(string key) => IpProtocol.TryParse(TextOrNull(key), out int protocol) ? protocol : IpProtocol.All;

    /// <summary>First and last port; −1 for all.</summary>
    public (int From, int To) Ports(string key) => Has(key) && TryReadPorts(Text(key), out int from, out int to) ? (from, to) : (-1, -1);

    public void Complain(string? key, string message) => Mistakes.Add(new ChangeMistake(key, message));

    /// <summary>Whether exactly one of the keys is there; complains otherwise.</summary>
    public bool IsOneOf(params ReadOnlySpan<string> keys)
    {
        string? found = null;
        foreach (string key in keys)
        {
            if (!Has(key)) continue;
            if (found is not null)
            {
                Complain(key, $"'{found}' and '{key}' exclude each other; keep one");
                return false;
            }
            found = key;
        }
        if (found is null) Complain(null, $"{Kind.Action} needs one of the keys {string.Join(", ", keys!)}");
        return found is not null;
    }

    private void Check(ChangeKey key, ImmutableArray<string> values)
    {
        if (values.IsEmpty && key.TakesSeveral) return;
        if (values.Length != 1 && !key.TakesSeveral)
        {
            Complain(key.Name, $"'{key.Name}' takes one value, not a list of {values.Length}");
            return;
        }
        foreach (string value in values)
        {
            if (IsWellFormed(key, value)) continue;
            Complain(key.Name, $"'{value}' is no {WordOf(key)}");
        }
    }

    private static bool IsWellFormed(ChangeKey key, string value) => key.Form switch
    {
        ChangeForm.Cidr or ChangeForm.Cidrs => Model.Addressing.Cidr.TryParse(value, out _),
        ChangeForm.Address => IpAddress.TryParse(value, out _),
        ChangeForm.Number => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ChangeForm.Unsigned or ChangeForm.AsNumbers => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && (number > 0 || key.Form == ChangeForm.Unsigned),
        ChangeForm.Boolean => bool.TryParse(value, out _),
        ChangeForm.Protocol => IpProtocol.TryParse(value, out _),
        ChangeForm.Ports => TryReadPorts(value, out _, out _),
        ChangeForm.Choice => key.Choices.Contains(value, StringComparer.Ordinal),
        _ => value.Length > 0,
    };

    private static string WordOf(ChangeKey key) => key.Form switch
    {
        ChangeForm.Cidr or ChangeForm.Cidrs => "block such as 10.0.0.0/16",
        ChangeForm.Address => "address such as 10.0.1.5",
        ChangeForm.Number => "whole number",
        ChangeForm.Unsigned => "whole number from 0 to 4294967295",
        ChangeForm.AsNumbers => "AS number from 1 to 4294967295",
        ChangeForm.Boolean => "boolean: write true or false",
        ChangeForm.Protocol => "protocol: write tcp, udp, icmp, icmpv6, all or a number from 0 to 255",
        ChangeForm.Ports => "port (443) or range of ports (1024-65535)",
        ChangeForm.Choice => $"choice: write {string.Join(", ", key.Choices)}",
        _ => "name",
    };

    private static bool TryReadPorts(string text, out int from, out int to)
    {
        from = to = -1;
        if (text is "-1" or "all") return true;
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        ReadOnlySpan<char> first = dash < 0 ? text : text.AsSpan(0, dash), last = dash < 0 ? text : text.AsSpan(dash + 1);
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out from)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out to)
            && from <= to && to <= ushort.MaxValue;
    }

    private string NearestKey(string key) => Kind.Keys.IsEmpty
        ? "it takes none"
        : $"the nearest are {string.Join(", ", NearestNames.Of(key, Kind.Keys.Select(static known => known.Name)))}";
}
