using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>Idle timeouts that an interface chooses, and those that AWS does not document: each position of their settings.</summary>
public class TrackingTimerTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Theory] // EC2 API, ConnectionTrackingSpecificationRequest, UdpTimeout: 30 to 60 s
    [InlineData(null, 31, Outcome.Dropped)]
    [InlineData(60, 31, Outcome.Delivered)]
    [InlineData(60, 61, Outcome.Dropped)]
    public void An_interface_chooses_its_own_udp_timeout(int? chosen, int idleSeconds, Outcome outcome)
    {
        Run run = Start(tracking: new ConnectionTracking(UdpTimeoutSeconds: chosen));
        run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(idleSeconds).Reply().Verdict.Outcome);
    }

    [Theory] // EC2 API, ConnectionTrackingSpecificationRequest, UdpStreamTimeout: 60 to 180 s
    [InlineData(null, 179, Outcome.Delivered)]
    [InlineData(60, 59, Outcome.Delivered)]
    [InlineData(60, 61, Outcome.Dropped)]
    public void An_interface_chooses_its_own_udp_stream_timeout(int? chosen, int idleSeconds, Outcome outcome)
    {
        Run run = Start(tracking: new ConnectionTracking(UdpStreamTimeoutSeconds: chosen));
        for (int i = 0; i < 2; i++)
        {
            run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
            run.Reply().ShouldBeDelivered();
        }
        Assert.Equal(outcome, run.Wait(idleSeconds).Send(Udp.Datagram(Server, Client, 40000, sourcePort: 5000)).Verdict.Outcome);
    }

    [Theory] // EC2 guide, "Security group connection tracking": the timeouts are chosen on the Nitro System
    [InlineData("m5.large", Outcome.Dropped)]
    [InlineData("t2.micro", Outcome.Delivered)]
    public void On_an_instance_that_is_not_nitro_the_choice_has_no_effect(string type, Outcome outcome)
    {
        Run run = Start(tracking: new ConnectionTracking(TcpEstablishedTimeoutSeconds: 60), type: type);
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(61).Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).Verdict.Outcome);
    }

    [Theory] // not documented; the setting tcp-syn-timeout
    [InlineData(60, 59, Outcome.Delivered)]
    [InlineData(60, 61, Outcome.Dropped)]
    [InlineData(120, 119, Outcome.Delivered)]
    [InlineData(120, 121, Outcome.Dropped)]
    public void A_half_open_connection_is_tracked_as_long_as_the_setting_says(int setting, int idleSeconds, Outcome outcome)
    {
        Run run = Start(With(setting, settings => settings with { TcpSynTimeoutSeconds = setting }, settings => settings.TcpSynTimeoutSeconds));
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(idleSeconds).Reply().Verdict.Outcome);
    }

    [Theory] // not documented; the setting tcp-closing-timeout
    [InlineData(10, 9, Outcome.Delivered)]
    [InlineData(10, 11, Outcome.Dropped)]
    [InlineData(30, 29, Outcome.Delivered)]
    [InlineData(30, 31, Outcome.Dropped)]
    public void A_closed_connection_is_tracked_as_long_as_the_setting_says(int setting, int seconds, Outcome outcome)
    {
        Run run = Start(With(setting, settings => settings with { TcpClosingTimeoutSeconds = setting }, settings => settings.TcpClosingTimeoutSeconds));
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Send(Tcp.Reset(Client, Server, 443)).ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(seconds).Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).Verdict.Outcome);
    }

    [Theory] // not documented; the setting icmp-timeout
    [InlineData(30, 29, Outcome.Delivered)]
    [InlineData(30, 31, Outcome.Dropped)]
    [InlineData(5, 4, Outcome.Delivered)]
    [InlineData(5, 6, Outcome.Dropped)]
    public void A_ping_is_tracked_as_long_as_the_setting_says(int setting, int seconds, Outcome outcome)
    {
        Run run = Start(With(setting, settings => settings with { IcmpTimeoutSeconds = setting }, settings => settings.IcmpTimeoutSeconds));
        run.Send(Icmp.Echo(Client, Server)).ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(seconds).Reply().Verdict.Outcome);
    }

    [Theory] // not documented; the setting tcp-from-the-middle
    [InlineData(true, Outcome.Delivered)]
    [InlineData(false, Outcome.Dropped)]
    public void A_connection_captured_from_its_middle_is_tracked_if_the_setting_says_so(bool tracked, Outcome answer)
    {
        Run run = Start(DataPathSettings.Default with { TcpTrackedFromTheMiddle = tracked });
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered(to: "server");
        Assert.Equal(answer, run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).Verdict.Outcome);
        Assert.True(DataPathSettings.Default.TcpTrackedFromTheMiddle);
    }

    [Fact] // the contrast: what begins with its SYN is tracked in either position
    public void A_connection_captured_from_its_beginning_is_tracked_in_any_case()
    {
        Run run = Start(DataPathSettings.Default with { TcpTrackedFromTheMiddle = false });
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "client");
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered();
        run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered(to: "client");
    }

    // The first position of each theory is the default, so that a changed default shows.
    private static DataPathSettings With(int setting, Func<DataPathSettings, DataPathSettings> change, Func<DataPathSettings, int> read) =>
        read(DataPathSettings.Default) == setting ? DataPathSettings.Default : change(DataPathSettings.Default);

    [Theory] // not documented: late packets of a closed connection pass while it is tracked and do not prolong it, on the walk and on the fast path
    [InlineData(true)]
    [InlineData(false)]
    public void Late_packets_do_not_prolong_a_closed_connection(bool walks)
    {
        Run run = Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Send(Tcp.Reset(Client, Server, 443)).ShouldBeDelivered();
        for (int i = 0; i < 3; i++)
        {
            if (walks) run.Change(design => design);
            run.Wait(3).Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();
        }
        run.Wait(3).Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    private static Run Start(DataPathSettings? settings = null, ConnectionTracking? tracking = null, string? type = null) =>
        DesignBuilder.TwoSubnets.Group("client", "out all 10.0.2.0/24").Group("server", "in all 10.0.1.0/24")
            .Eni("client", Client, "client", tracking: type is null ? tracking : null).Eni("server", Server, "server", tracking: tracking, type: type).Start(settings);
}
