using System.Diagnostics.Tracing;
using System.Reflection;

namespace VpcSim.Benchmarks.Profiles;

/// <summary>The methods that the run-time compiles while the process runs: a line of <see cref="CompiledMethod"/> each, written when it ends.</summary>
internal sealed class CompiledMethods : EventListener
{
    /// <summary>The environment variable that names the file.</summary>
    public const string FileVariable = "VPCSIM_COMPILED_METHODS";

    private const string RunTime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Compiling = (EventKeywords)0x10;
    private const int IdPlace = 0;
    private const int FlagsPlace = 5;
    private const int NamespacePlace = 6;
    private const int NamePlace = 7;
    private const int SignaturePlace = 8;
    private const uint MadeAtRunTime = 1;

    private readonly List<(nint Id, string Label, string Signature)> _compiled = [];

    private CompiledMethods()
    {
    }

    /// <summary>Records from now on to the process's end.</summary>
    public static void Record(string file)
    {
        var methods = new CompiledMethods();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllLines(file, methods.Names());
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == RunTime) EnableEvents(eventSource, EventLevel.Verbose, Compiling);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) != true || eventData.Payload is not { } payload) return;
        if (((uint)payload[FlagsPlace]! & MadeAtRunTime) != 0) return; // no metadata names it
        lock (_compiled) _compiled.Add(((nint)(ulong)payload[IdPlace]!, $"{payload[NamespacePlace]}.{payload[NamePlace]}", (string)payload[SignaturePlace]!));
    }

    private SortedSet<string> Names()
    {
        (nint Id, string Label, string Signature)[] compiled;
        lock (_compiled) compiled = [.. _compiled];
        return new SortedSet<string>(compiled.Select(static method => new CompiledMethod(method.Label, method.Signature, Find(method.Id)).ToString()), StringComparer.Ordinal);
    }

    /// <summary>An event names a method by its handle; the type that declares it is known to the run-time's own code alone.</summary>
    private static MethodName Find(nint id)
    {
        MethodInfo declaringType = typeof(RuntimeMethodHandle).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .First(static method => method.Name == "GetDeclaringType" && method.GetParameters()[0].ParameterType.IsValueType);
        object handle = Activator.CreateInstance(declaringType.GetParameters()[0].ParameterType, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null, [id], null)!;
        var type = (Type)declaringType.Invoke(null, [handle])!;
        return MethodName.Of(MethodBase.GetMethodFromHandle(RuntimeMethodHandle.FromIntPtr(id), type.TypeHandle)!, type);
    }
}
