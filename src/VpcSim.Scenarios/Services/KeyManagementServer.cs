using System.Buffers.Binary;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Services;

/// <summary>
/// Amazon's KMS host for Windows licences: it accepts a bind and answers a request, each with a whole RPC message. What stands in it is filling, as the licensing protocol
/// is not public. (EC2 guide, "Troubleshoot Windows activation"; MS-RPCE section 2.2.2)
/// </summary>
internal sealed class KeyManagementServer : IStreamApplication
{
    private const int HeaderLength = 16, ResponseLength = 260, BindAcceptedLength = 108;
    private const byte Request = 0, Response = 2, Bind = 11, BindAccepted = 12;

    public StreamAnswer? Answer(Simulation simulation, in Caller caller, ReadOnlySpan<byte> received, bool ended)
    {
        if (received.Length < HeaderLength) return null;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(received[8..]);
        if (received[0] != 5 || length < HeaderLength) return new StreamAnswer(ReadOnlyMemory<byte>.Empty) { Closes = true };
        if (received.Length < length) return null;
        return received[2] switch
        {
            Bind => Message(received, BindAccepted, BindAcceptedLength),
            Request => Message(received, Response, ResponseLength),
            _ => new StreamAnswer(ReadOnlyMemory<byte>.Empty) { Closes = true },
        };
    }

    private static StreamAnswer Message(ReadOnlySpan<byte> question, byte type, int length)
    {
        byte[] message = new byte[length];
        question[..HeaderLength].CopyTo(message);
        message[2] = type;
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(8), (ushort)length);
        return new StreamAnswer(message);
    }
}
