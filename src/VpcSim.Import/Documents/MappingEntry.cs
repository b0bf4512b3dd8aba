namespace VpcSim.Import.Documents;

/// <summary>One key of a mapping with its value.</summary>
public readonly record struct MappingEntry(string Key, Place KeyPlace, Node Value);
