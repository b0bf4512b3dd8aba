using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>References to types in a file of metadata, each once (ECMA-335, II.23.2.12).</summary>
internal sealed class TypeReferences(MetadataBuilder metadata)
{
    // Stands for every class in code that they share; readers of the format know it by an assembly that does not exist.
    private const string SharedArgument = "System.__Canon";
    private const string SharedArgumentAssembly = "System.Private.Canon";

    private readonly Dictionary<string, EntityHandle> _added = [];

    public EntityHandle Add(Type type)
    {
        if (type.IsGenericTypeDefinition || (!type.IsGenericType && !type.HasElementType)) return AddDefinition(type);
        if (_added.TryGetValue(type.AssemblyQualifiedName!, out EntityHandle added)) return added;
        var blob = new BlobBuilder();
        Write(new BlobEncoder(blob).TypeSpecificationSignature(), type);
        return _added[type.AssemblyQualifiedName!] = metadata.AddTypeSpecification(metadata.GetOrAddBlob(blob));
    }

    /// <exception cref="NotSupportedException">A function pointer.</exception>
    public void Write(SignatureTypeEncoder encoder, Type type)
    {
        if (type.IsSZArray) Write(encoder.SZArray(), type.GetElementType()!);
        else if (type.IsArray) encoder.Array(element => Write(element, type.GetElementType()!), shape => shape.Shape(type.GetArrayRank(), [], ImmutableArray.Create(new int[type.GetArrayRank()])));
        else if (type == typeof(void*)) encoder.VoidPointer();
        else if (type.IsPointer) Write(encoder.Pointer(), type.GetElementType()!);
        else if (type.IsFunctionPointer) throw new NotSupportedException($"function pointer {type}");
        else if (type.IsGenericTypeParameter) encoder.GenericTypeParameter(type.GenericParameterPosition);
        else if (type.IsGenericMethodParameter) encoder.GenericMethodTypeParameter(type.GenericParameterPosition);
        else if (type.IsGenericType) WriteInstantiation(encoder, type);
        else if (type == typeof(object)) encoder.Object();
        else if (CodeOf(type) is { } code) encoder.PrimitiveType(code);
        else encoder.Type(AddDefinition(type), type.IsValueType);
    }

    private void WriteInstantiation(SignatureTypeEncoder encoder, Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        GenericTypeArgumentsEncoder inner = encoder.GenericInstantiation(AddDefinition(type.GetGenericTypeDefinition()), arguments.Length, type.IsValueType);
        foreach (Type argument in arguments) Write(inner.AddArgument(), argument);
    }

    private EntityHandle AddDefinition(Type type)
    {
        if (_added.TryGetValue(type.AssemblyQualifiedName!, out EntityHandle added)) return added;
        EntityHandle scope = type.IsNested ? AddDefinition(type.DeclaringType!) : AddAssembly(type.FullName == SharedArgument ? new AssemblyName(SharedArgumentAssembly) : type.Assembly.GetName());
        StringHandle space = type.IsNested ? default : metadata.GetOrAddString(type.Namespace ?? "");
        return _added[type.AssemblyQualifiedName!] = metadata.AddTypeReference(scope, space, metadata.GetOrAddString(type.Name));
    }

    private EntityHandle AddAssembly(AssemblyName name)
    {
        if (_added.TryGetValue(name.FullName, out EntityHandle added)) return added;
        BlobHandle key = name.GetPublicKeyToken() is { Length: > 0 } token ? metadata.GetOrAddBlob(token) : default;
        return _added[name.FullName] = metadata.AddAssemblyReference(metadata.GetOrAddString(name.Name!), name.Version ?? new Version(0, 0, 0, 0), default, key, default, default);
    }

    private static PrimitiveTypeCode? CodeOf(Type type) => type.IsEnum ? null : Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => PrimitiveTypeCode.Boolean,
        TypeCode.Char => PrimitiveTypeCode.Char,
        TypeCode.SByte => PrimitiveTypeCode.SByte,
        TypeCode.Byte => PrimitiveTypeCode.Byte,
        TypeCode.Int16 => PrimitiveTypeCode.Int16,
        TypeCode.UInt16 => PrimitiveTypeCode.UInt16,
        TypeCode.Int32 => PrimitiveTypeCode.Int32,
        TypeCode.UInt32 => PrimitiveTypeCode.UInt32,
        TypeCode.Int64 => PrimitiveTypeCode.Int64,
        TypeCode.UInt64 => PrimitiveTypeCode.UInt64,
        TypeCode.Single => PrimitiveTypeCode.Single,
        TypeCode.Double => PrimitiveTypeCode.Double,
        TypeCode.String => PrimitiveTypeCode.String,
        _ => type == typeof(nint) ? PrimitiveTypeCode.IntPtr : type == typeof(nuint) ? PrimitiveTypeCode.UIntPtr : null,
    };
}
