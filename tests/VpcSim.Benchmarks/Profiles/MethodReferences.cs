using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>References to methods, and the signatures that they need, in a file of metadata (ECMA-335, II.22.25 and II.23.2).</summary>
internal sealed class MethodReferences(MetadataBuilder metadata, TypeReferences types)
{
    public EntityHandle Add(MethodBase method, Type type, Type[] arguments)
    {
        MethodBase definition = method.Module.ResolveMethod(method.MetadataToken)!;
        EntityHandle member = metadata.AddMemberReference(types.Add(type), metadata.GetOrAddString(method.Name), metadata.GetOrAddBlob(SignatureOf(definition)));
        if (arguments.Length == 0) return member;
        var blob = new BlobBuilder();
        GenericTypeArgumentsEncoder encoder = new BlobEncoder(blob).MethodSpecificationSignature(arguments.Length);
        foreach (Type argument in arguments) types.Write(encoder.AddArgument(), argument);
        return metadata.AddMethodSpecification(member, metadata.GetOrAddBlob(blob));
    }

    private BlobBuilder SignatureOf(MethodBase definition)
    {
        var blob = new BlobBuilder();
        ParameterInfo[] parameters = definition.GetParameters();
        int ownTypes = definition.IsGenericMethodDefinition ? definition.GetGenericArguments().Length : 0;
        new BlobEncoder(blob).MethodSignature(SignatureCallingConvention.Default, ownTypes, !definition.IsStatic).Parameters(parameters.Length, out ReturnTypeEncoder returned, out ParametersEncoder encoder);
        WriteReturn(returned, definition as MethodInfo);
        foreach (ParameterInfo parameter in parameters) WriteParameter(encoder.AddParameter(), parameter);
        return blob;
    }

    private void WriteReturn(ReturnTypeEncoder encoder, MethodInfo? method)
    {
        if (method is null || method.ReturnType == typeof(void))
        {
            encoder.Void();
            return;
        }
        WriteModifiers(encoder.CustomModifiers(), method.ReturnParameter);
        types.Write(encoder.Type(method.ReturnType.IsByRef), Pointed(method.ReturnType));
    }

    private void WriteParameter(ParameterTypeEncoder encoder, ParameterInfo parameter)
    {
        WriteModifiers(encoder.CustomModifiers(), parameter);
        types.Write(encoder.Type(parameter.ParameterType.IsByRef), Pointed(parameter.ParameterType));
    }

    private void WriteModifiers(CustomModifiersEncoder encoder, ParameterInfo parameter)
    {
        foreach (Type type in parameter.GetRequiredCustomModifiers()) encoder = encoder.AddModifier(types.Add(type), isOptional: false);
        foreach (Type type in parameter.GetOptionalCustomModifiers()) encoder = encoder.AddModifier(types.Add(type), isOptional: true);
    }

    private static Type Pointed(Type type) => type.IsByRef ? type.GetElementType()! : type;
}
