namespace VpcSim.Testing.Tests;

public class ClockTests
{
    private readonly SimulatedNetwork _network = ThreeTier.Design().Start();

    [Fact]
    public void The_clock_begins_with_the_year_and_stands_still()
    {
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), _network.Clock.Now);
        _network.From("customer").Connect("WebServer", 443).ShouldConnect();
        Assert.Equal(TimeSpan.Zero, _network.Clock.Elapsed);
    }

    [Fact]
    public void A_test_says_when_it_begins()
    {
        var start = new DateTimeOffset(2026, 11, 26, 4, 0, 0, TimeSpan.Zero);
        SimulatedNetwork network = ThreeTier.Design().StartingAt(start).Start();
        network.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(start.AddDays(7), network.Clock.Now);
        network.Clock.AdvanceTo(TimeSpan.FromDays(8));
        Assert.Equal(start.AddDays(8), network.Clock.Now);
    }

    // tcp(7), tcp_syn_retries: six retries, which take 127 seconds.
    [Fact]
    public void Waiting_for_a_time_out_takes_the_time_that_a_SYN_is_tried()
    {
        var attempt = _network.From("customer").Connect("WebServer", 22);
        Assert.False(attempt.IsOver);
        attempt.ShouldTimeOut();
        Assert.Equal(TimeSpan.FromSeconds(127), attempt.Duration);
        Assert.Equal(TimeSpan.FromSeconds(127), _network.Clock.Elapsed);
    }

    [Fact]
    public void A_process_waits_no_longer_than_it_is_told()
    {
        _network.From("customer").WithTimeout(TimeSpan.FromSeconds(5)).Connect("WebServer", 22).ShouldTimeOut().ShouldEndWithin(TimeSpan.FromSeconds(5));
        Assert.Throws<VpcAssertionException>(() => _network.From("customer").Connect("WebServer", 22).ShouldEndWithin(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void What_takes_time_goes_on_at_the_same_time()
    {
        var one = _network.From("customer").Connect("WebServer", 22);
        var other = _network.From("site").Connect("WebServer", 22);
        one.ShouldTimeOut();
        other.ShouldTimeOut();
        Assert.Equal(TimeSpan.FromSeconds(127), _network.Clock.Elapsed);
    }

    [Fact]
    public void Links_take_the_time_that_they_are_given()
    {
        SimulatedNetwork network = ThreeTier.Design().Link("internet", latency: TimeSpan.FromMilliseconds(40)).Start();
        network.From("customer").Connect("WebServer", 443).ShouldConnect();
        Assert.True(network.Clock.Elapsed >= TimeSpan.FromMilliseconds(80));
    }

    [Fact]
    public void Time_does_not_run_backwards()
    {
        Assert.Throws<VpcUsageException>(() => _network.Clock.Advance(TimeSpan.FromSeconds(-1)));
        _network.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Throws<VpcUsageException>(() => _network.Clock.AdvanceTo(TimeSpan.FromSeconds(1)));
    }
}
