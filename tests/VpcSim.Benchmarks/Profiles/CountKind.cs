namespace VpcSim.Benchmarks.Profiles;

/// <summary>Kinds of counted places that profiles have a use for (<c>PgoInstrumentationKind</c> in corjit.h of dotnet/runtime).</summary>
internal enum CountKind
{
    /// <summary>A block of instructions without a jump.</summary>
    Block = 0x41,

    /// <summary>A call of which the receiver's type decides. What types were met stands in the record behind it.</summary>
    Call = 0xB1,

    /// <summary>The types that were met at a call.</summary>
    TypesOfCall = 0xC3,

    /// <summary>The way from one block to the next.</summary>
    Edge = 0x181,
}
