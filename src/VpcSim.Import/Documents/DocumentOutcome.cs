namespace VpcSim.Import.Documents;

/// <summary>A document or the reason why there is none.</summary>
/// <param name="Root">Null if and only if there is an error.</param>
/// <param name="FirstAlias">The first YAML alias, if the file uses any.</param>
/// <param name="Error">Null if the file could be read.</param>
public readonly record struct DocumentOutcome(Node? Root, Place? FirstAlias, ImportError? Error);
