namespace VpcSim.DataPath.Tests.Properties;

/// <summary>Two packets of two runs fared alike, as far as anybody can see: outcome and reason, what arrived, and what flow logs hold. Which of several
/// rules that allow it is named, and where the design's lists hold an interface, may differ.</summary>
internal static class SameFate
{
    public static void Assert(Sent expected, Sent actual)
    {
        Xunit.Assert.Equal(Text(expected), Text(actual));
        if (expected.Walked && actual.Walked) Xunit.Assert.Equal(expected.Arrived, actual.Arrived);
    }

    private static string Text(Sent sent) =>
        $"{sent.Verdict.Outcome} {sent.Verdict.Reason} at {sent.Component}\n{string.Join('\n', sent.AddressedRecords.Zip(sent.Amounts, (record, amount) => $"{record}; {amount}"))}";
}
