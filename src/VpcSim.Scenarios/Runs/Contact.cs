using VpcSim.Wire.Ip;

namespace VpcSim.Scenarios.Runs;

/// <summary>Who reached whom by what.</summary>
/// <param name="Sender">The interface that sent, by place in the design; −1 from outside.</param>
/// <param name="Source">The source address as sent.</param>
/// <param name="Receiver">The interface that received; −1 outside.</param>
/// <param name="Destination">The destination address as sent.</param>
/// <param name="Protocol">IANA number.</param>
/// <param name="Port">Destination port.</param>
internal readonly record struct Contact(int Sender, WireAddress Source, int Receiver, WireAddress Destination, byte Protocol, ushort Port);
