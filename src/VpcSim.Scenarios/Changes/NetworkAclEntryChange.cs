using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;

namespace VpcSim.Scenarios.Changes;

/// <summary>Creates, replaces or deletes an entry of a network ACL. (EC2 API, CreateNetworkAclEntry, ReplaceNetworkAclEntry, DeleteNetworkAclEntry)</summary>
/// <param name="Acl">The network ACL's name.</param>
/// <param name="Entry">The entry; of one to delete only number and direction matter.</param>
/// <param name="Edit">What is done.</param>
public sealed record NetworkAclEntryChange(string Acl, NetworkAclEntry Entry, EntryEdit Edit) : DesignChange
{
    public override string Action => Edit switch
    {
        EntryEdit.Create => "create-network-acl-entry",
        EntryEdit.Replace => "replace-network-acl-entry",
        _ => "delete-network-acl-entry",
    };

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Acl(design, Acl);
        NetworkAcl acl = design.NetworkAcls[place];
        ImmutableArray<NetworkAclEntry> entries = Edit switch
        {
            EntryEdit.Create => acl.Entries.Add(Entry),
            EntryEdit.Replace => acl.Entries.SetItem(PlaceOf(acl), Entry),
            _ => acl.Entries.RemoveAt(PlaceOf(acl)),
        };
        return design with { NetworkAcls = design.NetworkAcls.SetItem(place, acl with { Entries = entries }) };
    }

    private int PlaceOf(NetworkAcl acl)
    {
        for (int i = 0; i < acl.Entries.Length; i++)
            if (acl.Entries[i].RuleNumber == Entry.RuleNumber && acl.Entries[i].Egress == Entry.Egress) return i;
        int[] numbers = [.. acl.Entries.Where(entry => entry.Egress == Entry.Egress).Select(static entry => entry.RuleNumber).Order()];
        string present = numbers.Length == 0 ? "there are none" : $"there are {string.Join(", ", numbers)}";
        throw new ChangeRefusedException("InvalidNetworkAclEntry.NotFound",
            $"The {(Entry.Egress ? "outbound" : "inbound")} entry with rule number {Entry.RuleNumber} does not exist in the network ACL {acl.Name}: {present}.");
    }
}
