namespace VpcSim.Scenarios.Changes;

/// <summary>What a request does with an entry of a list.</summary>
public enum EntryEdit
{
    Create,
    Replace,
    Delete,
}
