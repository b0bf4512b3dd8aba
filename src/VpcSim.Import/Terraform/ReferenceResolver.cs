using System.Globalization;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>Follows the references of the configuration to the resources that will have what is known after apply only.</summary>
/// <remarks>
/// A plan tells which names an expression mentions and not what it does with them: <c>element(aws_subnet.a.*.id, count.index)</c> is
/// <c>aws_subnet.a</c> and <c>count.index</c>. Modules' inputs and outputs are followed; locals stand in no plan.
/// </remarks>
internal sealed class ReferenceResolver
{
    private const int MaxDepth = 40;

    /// <summary>What an expression leads to that is wanted.</summary>
    /// <param name="expression">Of the configuration: with <c>references</c>.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="wanted">What counts.</param>
    /// <param name="attribute">The attribute that has the expression; what another resource has under the same name is followed too.</param>
    /// <param name="isList">Whether several may be meant; else several are as good as none.</param>
    public static Resolution Resolve(Node? expression, Scope scope, Wanted wanted, string attribute, bool isList)
    {
        Walk walk = new(wanted, attribute, isList);
        walk.Follow(expression, scope, 0);
        return walk.Result(scope);
    }

    private sealed class Walk(Wanted wanted, string attribute, bool isList)
    {
        private readonly List<Referent> _found = [];
        private readonly HashSet<(ModuleInstance, string)> _seen = [];
        private readonly HashSet<(Node, ModuleInstance, string?)> _followed = [];
        private readonly List<string> _names = [];
        private bool _opaque;
        private bool _ambiguous;
        private bool _byKey;

        public Resolution Result(Scope scope)
        {
            Referent[] found = [.. _found.Distinct()];
            if (found.Length > 0 && (isList || found.Length == 1)) return new Resolution(found, null, IsAssumed: false);
            string names = _names.Count == 0 ? "its expression names nothing" : string.Join(", ", _names.Distinct().Take(4));
            if (found.Length > 1) return new Resolution([], $"{names}: one of {string.Join(", ", found.Take(3).Select(f => f.Resource.Address))}", IsAssumed: false);
            if (_ambiguous || !_opaque) return new Resolution([], names, IsAssumed: false);
            return Candidate(scope) is { } candidate ? new Resolution([new Referent(candidate, "")], names, IsAssumed: true) : new Resolution([], names, IsAssumed: false);
        }

        /// <summary>The only resource of the module that may be meant; of one resource's instances that of the same key.</summary>
        private TerraformResource? Candidate(Scope scope)
        {
            TerraformResource? found = null;
            foreach (string kind in wanted.Kinds)
            {
                foreach (TerraformResource candidate in scope.Module.OfKind(kind))
                {
                    if (found is not null && found.LocalName != candidate.LocalName) return null;
                    found ??= candidate;
                }
            }
            if (found is null || scope.Module.Resources(found.LocalName).Count == 1) return found;
            return _byKey && scope.Key is { } key ? scope.Module.FindResource(found.LocalName, key) : null;
        }

        public void Follow(Node? expression, Scope scope, int depth)
        {
            if (depth > MaxDepth) return;
            switch (expression)
            {
                case SequenceNode list:
                    foreach (Node item in list.Items) Follow(item, scope, depth + 1);
                    break;
                case MappingNode mapping when mapping.Get("references") is SequenceNode references:
                    // An expression leads to the same wherever it is met again: modules in a circle end, and so do many roads to one.
                    if (_followed.Add((mapping, scope.Module, scope.Key))) FollowReferences(references, scope, depth);
                    break;
                case MappingNode mapping:
                    foreach (MappingEntry entry in mapping.Entries) Follow(entry.Value, scope, depth + 1);
                    break;
            }
        }

        private void FollowReferences(SequenceNode references, Scope scope, int depth)
        {
            string[] all = [.. references.Items.OfType<ScalarNode>().Select(item => item.Text)];
            bool counts = all.Contains("count.index"), each = Array.Exists(all, name => name.StartsWith("each.", StringComparison.Ordinal));
            _byKey |= counts || each;
            string longest = "";
            foreach (string name in all)
            {
                // From Terraform 1.0 on "a.b.id" is followed by "a.b", which says less.
                bool repeats = longest.StartsWith(name, StringComparison.Ordinal) && longest.Length > name.Length && longest[name.Length] is '.' or '[';
                if (repeats) continue;
                longest = name;
                FollowName(name, scope, new Choice(counts, each), depth);
            }
        }

        private void FollowName(string name, Scope scope, Choice choice, int depth)
        {
            List<AddressStep> steps = TerraformAddress.Steps(name);
            if (steps.Count == 0) return;
            if (steps[0].Name is not ("count" or "path" or "terraform" or "self")) _names.Add(name);
            switch (steps[0].Name)
            {
                case "var" when steps.Count > 1:
                    FollowVariable(steps[1].Name, scope, depth);
                    break;
                case "local":
                    _opaque = true;
                    break;
                case "each" when steps.Count > 1 && steps[1].Name == "value":
                    _opaque = true;
                    Follow(scope.Owner.Get("for_each_expression"), scope, depth + 1);
                    break;
                case "module" when steps.Count > 2:
                    foreach (ModuleInstance called in Chosen(scope.Module.Calls(steps[1].Name), own => scope.Module.FindCall(steps[1].Name, own), steps[1].Key, scope, choice))
                        Follow(called.Configuration.Mapping("outputs").Mapping(steps[2].Name).Get("expression"), new Scope(called, null, null), depth + 1);
                    break;
                case "module" when steps.Count == 2: // module.a[each.key].id is "module.a" and "each.key": any output may be meant
                    foreach (ModuleInstance called in Chosen(scope.Module.Calls(steps[1].Name), own => scope.Module.FindCall(steps[1].Name, own), steps[1].Key, scope, choice))
                    {
                        foreach (MappingEntry output in called.Configuration.Mapping("outputs")?.Entries ?? [])
                            Follow((output.Value as MappingNode).Get("expression"), new Scope(called, null, null), depth + 1);
                    }
                    break;
                case "data" when steps.Count > 2:
                    FollowResources($"data.{steps[1].Name}.{steps[2].Name}", steps[2].Key, Attribute(steps, 3), scope, choice, depth);
                    break;
                case "each" or "count" or "path" or "terraform" or "self" or "module" or "var" or "data":
                    break;
                default:
                    if (steps.Count > 1) FollowResources($"{steps[0].Name}.{steps[1].Name}", steps[1].Key, Attribute(steps, 2), scope, choice, depth);
                    break;
            }
        }

        private static string Attribute(List<AddressStep> steps, int position) => steps.Count > position ? steps[position].Name : "";

        private void FollowVariable(string name, Scope scope, int depth)
        {
            if (scope.Caller is not { } caller)
            {
                _opaque = true;
                return;
            }
            Follow(scope.Module.Call.Mapping("expressions").Get(name), caller, depth + 1);
        }

        private void FollowResources(string localName, string? key, string named, Scope scope, Choice choice, int depth)
        {
            foreach (TerraformResource resource in Chosen(scope.Module.Resources(localName), own => scope.Module.FindResource(localName, own), key, scope, choice))
            {
                if (wanted.Taken(resource.Kind, named) is { } taken) _found.Add(new Referent(resource, taken));
                else FollowAttribute(resource, named.Length == 0 ? attribute : named, depth);
            }
        }

        /// <summary>A resource of another kind may hold the id that is wanted, such as an association its VPC's.</summary>
        private void FollowAttribute(TerraformResource resource, string named, int depth)
        {
            if (!_seen.Add((resource.Module, $"{resource.Address}.{named}"))) return;
            if (resource.Expressions.Get(named) is { } expression) Follow(expression, Scope.Of(resource), depth + 1);
        }

        /// <summary>Of several instances the one that is meant, or all where a list is wanted.</summary>
        private IReadOnlyList<T> Chosen<T>(IReadOnlyList<T> instances, Func<string, T?> find, string? key, Scope scope, Choice choice)
            where T : class
        {
            if (key is not null && key is not ("count.index" or "each.key" or "each.value")) return find(key) is { } named ? [named] : [];
            if (instances.Count <= 1) return instances;
            if (scope.Key is { } own && (choice.ByCount || choice.ByEach))
            {
                if (find(own) is { } same) return [same];
                // element() begins again behind the last one.
                if (choice.ByCount && int.TryParse(own, NumberStyles.None, CultureInfo.InvariantCulture, out int index)) return [instances[index % instances.Count]];
            }
            if (isList) return instances;
            _ambiguous = true;
            return [];
        }
    }

    private readonly record struct Choice(bool ByCount, bool ByEach);
}
