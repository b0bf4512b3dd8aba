using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>Finds what a change names among the nouns of one kind; an unknown name is refused with AWS's code and the nearest names.</summary>
internal static class DesignNames
{
    /// <summary>The place of a noun by its logical id or AWS id.</summary>
    /// <exception cref="ChangeRefusedException">There is none, or it has been deleted.</exception>
    public static int Place<T>(ImmutableArray<T> nouns, string name, Func<T, string> nameOf, Func<T, string> idOf, string code, string what, Func<T, bool>? isDeleted = null)
    {
        for (int i = 0; i < nouns.Length; i++)
            if ((nameOf(nouns[i]) == name || idOf(nouns[i]) == name) && isDeleted?.Invoke(nouns[i]) != true) return i;
        ImmutableArray<string> nearest = NearestNames.Of(name, nouns.Where(noun => isDeleted?.Invoke(noun) != true).Select(nameOf));
        string hint = nearest.IsEmpty ? "the design has none" : $"the nearest names are {string.Join(", ", nearest)}";
        throw new ChangeRefusedException(code, $"The {what} '{name}' does not exist; {hint}.") { UnknownName = name };
    }

    /// <summary>The interface for which a name stands: its own, its instance's primary one, or <c>NAME:1</c>.</summary>
    /// <exception cref="ChangeRefusedException">There is none, or it has been deleted.</exception>
    public static int Interface(Design design, string name)
    {
        NameResolution found = new NameIndex(design).Resolve(name);
        if (found.Interface is { IsDeleted: false } networkInterface) return design.NetworkInterfaces.IndexOf(networkInterface);
        const string notFound = "InvalidNetworkInterfaceID.NotFound";
        if (found.Interface is not null) throw new ChangeRefusedException(notFound, $"The network interface '{name}' has been deleted.") { UnknownName = name };
        throw new ChangeRefusedException(notFound, found.Error is { } error
            ? $"The network interface '{name}' does not exist: {error}."
            : found.Parts.IsEmpty ? $"'{name}' is no network interface and has none." : $"{found.WhyNoInterface}.")
        {
            UnknownName = name,
        };
    }

    /// <summary>Refuses a name for something new that something else has or had.</summary>
    /// <exception cref="ChangeRefusedException">The name is taken.</exception>
    public static void RequireFree(Design design, string name)
    {
        if (new NameIndex(design).Resolve(name).IsFound)
            throw new ChangeRefusedException("InvalidParameterValue", $"The name '{name}' is taken: what a change creates needs one that nothing in the design has or had.");
    }
}
