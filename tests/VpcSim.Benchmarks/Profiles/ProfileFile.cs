using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>Methods in the form that .NET's compilers ahead of time read (<c>.mibc</c>): an assembly whose only code loads a token for each of them, and what was counted in it.</summary>
/// <remarks>The form is told in a comment of MIbcProfileParser.cs of dotnet/runtime. The same methods make the same bytes.</remarks>
internal static class ProfileFile
{
    // A group is named after the assemblies that its methods belong to; the compiler takes all of them into the assembly that it works on.
    private const string Group = "vpcsim;";

    public static byte[] Of(IEnumerable<ProfiledMethod> methods)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("start.mibc"), metadata.GetOrAddGuid(new Guid("6fd7b5a2-0b0c-4d0f-9a3c-2d9b4c1f7e10")), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("start.mibc"), new Version(0, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        var code = new BlobBuilder();
        var bodies = new MethodBodyStreamEncoder(code);
        EntityHandle group = AddMethod(metadata, bodies, "Methods", ListOf(metadata, methods));
        AddMethod(metadata, bodies, "AssemblyDictionary", DictionaryOf(metadata, group));
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var file = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), code, deterministicIdProvider: IdOf).Serialize(file);
        return file.ToArray();
    }

    private static InstructionEncoder ListOf(MetadataBuilder metadata, IEnumerable<ProfiledMethod> methods)
    {
        var types = new TypeReferences(metadata);
        var references = new MethodReferences(metadata, types);
        var writer = new CountWriter(metadata, types);
        var code = new InstructionEncoder(new BlobBuilder());
        foreach (ProfiledMethod profiled in methods)
        {
            (MethodBase method, Type type, Type[] arguments) = profiled.Name.Resolve();
            code.OpCode(ILOpCode.Ldtoken);
            code.Token(references.Add(method, type, arguments));
            writer.Write(code, profiled.Counts);
            code.OpCode(ILOpCode.Pop);
        }
        code.OpCode(ILOpCode.Ret);
        return code;
    }

    private static InstructionEncoder DictionaryOf(MetadataBuilder metadata, EntityHandle group)
    {
        var code = new InstructionEncoder(new BlobBuilder());
        code.LoadString(metadata.GetOrAddUserString(Group));
        LoadToken(code, group);
        code.OpCode(ILOpCode.Ret);
        return code;
    }

    private static void LoadToken(InstructionEncoder code, EntityHandle handle)
    {
        code.OpCode(ILOpCode.Ldtoken);
        code.Token(handle);
        code.OpCode(ILOpCode.Pop);
    }

    private static MethodDefinitionHandle AddMethod(MetadataBuilder metadata, MethodBodyStreamEncoder bodies, string name, InstructionEncoder code)
    {
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, static returned => returned.Void(), static _ => { });
        return metadata.AddMethodDefinition(MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, metadata.GetOrAddString(name),
            metadata.GetOrAddBlob(signature), bodies.AddMethodBody(code), MetadataTokens.ParameterHandle(1));
    }

    private static BlobContentId IdOf(IEnumerable<Blob> content) => BlobContentId.FromHash(SHA256.HashData([.. content.SelectMany(static blob => blob.GetBytes().ToArray())]).ToImmutableArray());
}
