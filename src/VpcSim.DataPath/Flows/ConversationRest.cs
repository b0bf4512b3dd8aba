namespace VpcSim.DataPath.Flows;

/// <summary>What is kept of the few conversations that lost packets or that are pings.</summary>
internal struct ConversationRest
{
    public Losses Losses;

    /// <summary>The sequence numbers whose echo requests arrived; −1 for none.</summary>
    public int EchoLedger;
}
