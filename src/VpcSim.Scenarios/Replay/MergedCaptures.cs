using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay;

/// <summary>Several captures in one order: by time, and where times are equal as the captures were named.</summary>
internal sealed class MergedCaptures : ICaptures
{
    private readonly SingleCapture[] _captures;
    private readonly PacketHeader[] _heads;
    private readonly QuotedPacket[] _quotes;
    private readonly Undecodable[] _causes;
    private readonly bool[] _has;

    public MergedCaptures(CaptureReader[] readers)
    {
        _captures = [.. readers.Select(reader => new SingleCapture(reader))];
        _heads = new PacketHeader[readers.Length];
        _quotes = new QuotedPacket[readers.Length];
        _causes = new Undecodable[readers.Length];
        _has = new bool[readers.Length];
        for (int i = 0; i < readers.Length; i++) Fill(i);
    }

    public bool TryDecode(ref PacketHeader header, ref QuotedPacket quote, out Undecodable cause)
    {
        int first = -1;
        for (int i = 0; i < _heads.Length; i++)
            if (_has[i] && (first < 0 || _heads[i].TimeNs < _heads[first].TimeNs)) first = i;
        cause = Undecodable.None;
        if (first < 0) return false;
        header = _heads[first];
        quote = _quotes[first];
        cause = _causes[first];
        Fill(first);
        return true;
    }

    private void Fill(int i) => _has[i] = _captures[i].TryDecode(ref _heads[i], ref _quotes[i], out _causes[i]);
}
