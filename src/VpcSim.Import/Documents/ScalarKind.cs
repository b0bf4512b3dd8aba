namespace VpcSim.Import.Documents;

/// <summary>Why a scalar is not simply text.</summary>
public enum ScalarKind
{
    Text,
    Number,
    Boolean,
    Null,
}
