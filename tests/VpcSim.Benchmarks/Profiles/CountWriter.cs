using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>Counts as a profile holds them: constants between two texts, behind the token of their method (PgoFormat.cs and MibcEmitter.cs of dotnet/runtime).</summary>
internal sealed class CountWriter(MetadataBuilder metadata, TypeReferences types)
{
    // What of a record stands before its values; what does not stays as it was in the record before.
    private const int HasOffset = 1;
    private const int HasKind = 2;
    private const int HasLength = 4;
    private const int HasOther = 8;

    private const int Unknown = 1; // in place of a type's token
    private const int Shares = 8;

    private int _offset, _kind, _length, _other;

    public void Write(InstructionEncoder code, IReadOnlyList<Count> counts)
    {
        if (counts.Count == 0) return;
        (_offset, _kind, _length, _other) = (0, 0, 0, 0);
        code.LoadString(metadata.GetOrAddUserString("InstrumentationDataStart"));
        foreach (Count count in counts)
        {
            string[] shares = SharesOf(count.Types);
            if (count.Kind == CountKind.Call && shares.Length == 0) continue;
            Begin(code, count, count.Kind, length: 1);
            code.LoadConstantI4((int)long.Min(count.Times, int.MaxValue));
            if (count.Kind == CountKind.Call) WriteTypes(code, count, shares);
        }

        code.LoadString(metadata.GetOrAddUserString("InstrumentationDataEnd"));
    }

    private void Begin(InstructionEncoder code, Count count, CountKind kind, int length)
    {
        int has = (count.Offset != _offset ? HasOffset : 0) | ((int)kind != _kind ? HasKind : 0) | (length != _length ? HasLength : 0) | (count.Other != _other ? HasOther : 0);
        code.LoadConstantI4(has == 0 ? HasOffset : has); // nothing at all would not be a record
        if (has == 0 || (has & HasOffset) != 0) code.LoadConstantI4(_offset = count.Offset);
        if ((has & HasKind) != 0) code.LoadConstantI4(_kind = (int)kind);
        if ((has & HasLength) != 0) code.LoadConstantI4(_length = length);
        if ((has & HasOther) != 0) code.LoadConstantI4(_other = count.Other);
    }

    /// <summary>The compiler asks for each type's share alone, and eighths tell it enough: they are the same in every run, where the sample is not.</summary>
    private static string[] SharesOf(string[] types) =>
    [
        .. types.GroupBy(static type => type).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Enumerable.Repeat(group.Key, (int)double.Round((double)Shares * group.Count() / types.Length))).Take(Shares),
    ];

    private void WriteTypes(InstructionEncoder code, Count count, string[] shares)
    {
        Begin(code, count, CountKind.TypesOfCall, Shares);
        foreach (string name in shares)
        {
            if (Type.GetType(name) is { } type) LoadToken(code, types.Add(type));
            else code.LoadConstantI4(Unknown);
        }

        for (int i = shares.Length; i < Shares; i++) code.LoadConstantI4(Unknown);
    }

    private static void LoadToken(InstructionEncoder code, EntityHandle type)
    {
        code.OpCode(ILOpCode.Ldtoken);
        code.Token(type);
    }
}
