using System.Diagnostics.CodeAnalysis;
using VpcSim.Import.Documents;
using VpcSim.Model.Naming;

namespace VpcSim.Testing.Building;

/// <summary>The template that a builder writes. Names may be used before they are declared: what refers to them is written last.</summary>
internal sealed class TemplateDraft(CallLog log)
{
    private readonly List<Declaration> _declarations = [];
    private readonly Dictionary<string, Declaration> _byName = new(StringComparer.Ordinal);
    private readonly List<Action> _later = [];

    public CallLog Log => log;

    public bool IsEmpty => _declarations.Count == 0;

    /// <summary>The VPC that is being filled; null before the first.</summary>
    public Declaration? Vpc { get; set; }

    /// <summary>Attachments of internet gateways, by VPC: what needs the internet waits for them.</summary>
    public Dictionary<string, string> InternetAttachments { get; } = new(StringComparer.Ordinal);

    /// <summary>Declares a resource; a name that is taken is a mistake.</summary>
    public Declaration Declare(string name, string type, CallSite call)
    {
        var declaration = new Declaration(name, type, call);
        if (!_byName.TryAdd(name, declaration)) log.Add(call, $"there is a '{name}' already, of {_byName[name].Call}; give one of them another name");
        else _declarations.Add(declaration);
        return declaration;
    }

    /// <summary>Declares a resource that stands in a VPC: the latest one.</summary>
    public Declaration DeclareInVpc(string name, string type, CallSite call)
    {
        Declaration declaration = Declare(name, type, call);
        if (Vpc is { } vpc) declaration.Set("VpcId", Declaration.Ref(vpc.Name, call));
        else log.Add(call, "it stands in a VPC; call Vpc(\"10.0.0.0/16\") before it");
        return declaration;
    }

    /// <summary>Puts off what looks names up until everything is declared.</summary>
    public void Later(Action write) => _later.Add(write);

    public bool Knows(string name) => _byName.ContainsKey(name);

    /// <summary>The declaration of a name, of one of some types; a mistake where there is none.</summary>
    public bool TryFind(string name, CallSite call, [NotNullWhen(true)] out Declaration? found, params ReadOnlySpan<string> types)
    {
        if (!_byName.TryGetValue(name, out found))
        {
            string nearest = string.Join(", ", NearestNames.Of(name, NamesOf(types)));
            log.Add(call, nearest.Length > 0 ? $"nothing is called '{name}'; the nearest names are {nearest}" : $"nothing is called '{name}', and there is no {Words(types)}; declare one");
            return false;
        }
        if (types.IsEmpty || types.Contains(found.Type)) return true;
        log.Add(call, $"'{name}' is an {found.Type}, no {Words(types)}");
        found = null;
        return false;
    }

    /// <summary>Sets a property to a reference to what is called so.</summary>
    public void Refer(Declaration from, string key, string name, CallSite call, params string[] types) => Later(() =>
    {
        if (TryFind(name, call, out Declaration? found, types)) from.Set(key, Declaration.Ref(found.Name, call));
    });

    /// <summary>Writes what was put off and gives the template.</summary>
    public MappingNode Write(CallSite call)
    {
        for (int i = 0; i < _later.Count; i++) _later[i]();
        _later.Clear();
        var resources = new MappingNode(call.Place);
        foreach (Declaration declaration in _declarations) resources.TryAdd(declaration.Name, declaration.Call.Place, declaration.ToNode());
        return Declaration.Mapping(call, ("AWSTemplateFormatVersion", Declaration.Text("2010-09-09", call)), ("Resources", resources));
    }

    private List<string> NamesOf(ReadOnlySpan<string> types)
    {
        var names = new List<string>();
        foreach (Declaration declaration in _declarations)
            if (types.IsEmpty || types.Contains(declaration.Type)) names.Add(declaration.Name);
        return names;
    }

    private static string Words(ReadOnlySpan<string> types) => types.IsEmpty ? "resource" : string.Join(" or ", types!);
}
