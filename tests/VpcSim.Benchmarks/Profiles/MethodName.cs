using System.Globalization;
using System.Reflection;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>A method by the type that it belongs to, its token in that type's module and its own type arguments; as text with tabs between.</summary>
/// <param name="Type">The assembly-qualified name.</param>
/// <param name="Token">As metadata numbers methods.</param>
/// <param name="Arguments">Assembly-qualified names; empty for a method without type parameters of its own.</param>
internal sealed record MethodName(string Type, int Token, string[] Arguments)
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Whether the type or the method has type arguments.</summary>
    public bool IsGeneric => Arguments.Length > 0 || Type.Contains("[[", StringComparison.Ordinal);

    public static MethodName Of(MethodBase method, Type type) =>
        new(type.AssemblyQualifiedName!, method.MetadataToken, method.IsGenericMethod ? [.. method.GetGenericArguments().Select(static argument => argument.AssemblyQualifiedName!)] : []);

    public static MethodName Parse(string line)
    {
        string[] parts = line.Split('\t');
        return new MethodName(parts[0], int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), parts[2..]);
    }

    public override string ToString() => string.Join('\t', [Type, Token.ToString("x8", CultureInfo.InvariantCulture), .. Arguments]);

    /// <summary>The method and its declaring type in this process, with type arguments of their own.</summary>
    /// <exception cref="InvalidOperationException">There is none: the program was built from other sources.</exception>
    public (MethodBase Method, Type Type, Type[] Arguments) Resolve()
    {
        Type type = System.Type.GetType(Type) ?? throw new InvalidOperationException($"there is no type {Type}");
        MethodBase method = type.GetMembers(Everything).OfType<MethodBase>().FirstOrDefault(member => member.MetadataToken == Token)
            ?? throw new InvalidOperationException($"{Type} has no method {Token:x8}");
        return (method, type, [.. Arguments.Select(static name => System.Type.GetType(name, throwOnError: true)!)]);
    }
}
