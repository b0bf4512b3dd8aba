namespace VpcSim.DataPath;

/// <summary>What the sender's flow log says of a packet that its group and network ACL let go, and that is dropped before any other interface sees it.</summary>
public enum DropRecord : byte
{
    /// <summary>ACCEPT: the record is the verdict of group and network ACL.</summary>
    Accept,

    /// <summary>REJECT: the record is what became of the packet.</summary>
    Reject,

    /// <summary>Nothing.</summary>
    None,
}
