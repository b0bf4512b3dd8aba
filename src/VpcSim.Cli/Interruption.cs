using System.Runtime.InteropServices;

namespace VpcSim.Cli;

/// <summary>Ctrl-C and SIGTERM: the first asks the program to stop and clean up, a second one ends it at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile int _status;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitStatus.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitStatus.Terminated));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit status that the first signal asks for; null where none came.</summary>
    public int? Status => _status == 0 ? null : _status;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, int status)
    {
        if (_status != 0) return;
        _status = status;
        context.Cancel = true;
        _source.Cancel();
    }
}
