using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Captures.Selecting;

/// <summary>Opens a capture so that it gives what was asked for: as it stands where nothing was.</summary>
/// <param name="open">Opens the capture; a second time where it begins with a tunnel's packet and is no stream.</param>
public sealed class CaptureSelector(Func<CaptureReader> open)
{
    private readonly TunnelSurvey _survey = new(open);

    /// <summary>Tunnels whose packets are unwrapped; null for those of a capture all of whose IP packets are in tunnels.</summary>
    public TunnelKind? Unwraps { get; init; }

    /// <summary>The time asked for; null for all.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>How many packets in a row beyond the window end the reading of a file, as none behind them can be of an earlier time. Streams end with the first.</summary>
    public int MostBeyond { get; init; } = int.MaxValue;

    /// <summary>The filter's expression; null for none.</summary>
    public string? Filter { get; init; }

    /// <exception cref="CaptureFormatException">It is missing or no capture.</exception>
    public CaptureReader Open(CancellationToken cancellation)
    {
        CaptureReader capture = open();
        try
        {
            bool isStream = capture.MayWait || capture.TotalBytes is null;
            TunnelKind kinds = Unwraps ?? (isStream || TunnelSurvey.BeginsWithTunnel(capture) ? TunnelKind.All : TunnelKind.None);
            if (kinds == TunnelKind.None && Window is null && Filter is null)
            {
                return capture;
            }

            TunnelSurvey? survey = Unwraps is null && !isStream && kinds != TunnelKind.None ? _survey : null;
            return new SelectedCapture(capture, kinds, survey, isStream, Window, MostBeyond, Filter is null ? null : new PacketFilter(Filter), cancellation);
        }
        catch
        {
            capture.Dispose();
            throw;
        }
    }
}
