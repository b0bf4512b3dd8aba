using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Destinations;

public sealed class DeliveryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // EC2 API, "FlowLog": DeliverLogsStatus FAILED, DeliverLogsErrorMessage Access error; FlowLogStatus stays ACTIVE
    public void A_log_that_may_not_deliver_writes_nothing_and_says_so()
    {
        FlowLogRun run = LogPlayer.Play(_folder, [Logs.OfVpc() with { DeliverLogsErrorMessage = "Access error" }], [60]);
        Assert.Empty(_folder.Files());
        Assert.Equal(("Log", "Access error"), Assert.Single(run.Failed.Select(log => (log.Name, log.DeliverLogsErrorMessage))));
    }

    [Fact]
    public void A_log_that_may_deliver_does_beside_one_that_may_not()
    {
        FlowLogRun run = LogPlayer.Play(
            _folder, [Logs.OfVpc() with { DeliverLogsErrorMessage = "Access error" }, Logs.OfInterface(EniId, group: "other")], [60]);
        Assert.Equal([$"cloudwatch-logs/other/{EniId}-all"], _folder.Files().Keys);
        Assert.Single(run.Failed);
    }
}
