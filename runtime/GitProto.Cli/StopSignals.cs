using System.Runtime.InteropServices;

namespace GitProto.Cli;

/// <summary>Turns the signals that ask a program to end into a token, so that nothing half-made stays. The second one is for those that hang.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 143)),
    ];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>What a shell gives a program that such a signal ended.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        if (source.IsCancellationRequested)
            return;
        context.Cancel = true;
        ExitCode = exitCode;
        source.Cancel();
    }
}
