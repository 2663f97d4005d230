using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace GitProto.Transports;

/// <summary>A child process: its standard input and output are the connection. Disposing kills it if it still runs.</summary>
public sealed class ProcessConnection : StreamConnection
{
    /// <summary>Bytes of standard error that are kept: the last ones.</summary>
    public const int MaxErrorLength = 16 * 1024;

    private readonly Process process;
    private readonly Stream standardInput;
    private readonly Task errors;
    private readonly TailBuffer tail = new(MaxErrorLength);

    private ProcessConnection(Process process, ProcessCommand command)
        : base(process.StandardOutput.BaseStream, process.StandardInput.BaseStream)
    {
        this.process = process;
        standardInput = process.StandardInput.BaseStream;
        Peer = Escape.ForDisplay(command.Path);
        errors = DrainAsync(process.StandardError.BaseStream, command);
    }

    /// <inheritdoc/>
    public override string Peer { get; }

    /// <summary>The id the system gave the process.</summary>
    public int Id => process.Id;

    /// <summary>The last bytes the process wrote to its standard error, as they came.</summary>
    public ByteString ErrorText => ByteString.Wrap(tail.ToArray());

    /// <summary>Starts a program.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static ProcessConnection Start(ProcessCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var start = new ProcessStartInfo(command.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        RepositoryEnvironment.Remove(start.Environment);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        try
        {
            return new ProcessConnection(Process.Start(start)!, command);
        }
        catch (Win32Exception e)
        {
            throw new IOException($"Cannot run '{Escape.ForDisplay(command.Path)}': {Escape.ForDisplay(e.Message)}", e);
        }
    }

    /// <summary>Waits until the process has ended and its standard error is read.</summary>
    /// <returns>Its exit code.</returns>
    public async ValueTask<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        // A grandchild may hold standard error open: what it writes is no longer waited for.
        await Task.WhenAny(errors, Task.Delay(TimeSpan.FromSeconds(1), cancellationToken)).ConfigureAwait(false);
        return process.ExitCode;
    }

    private protected override void EndOutput() => standardInput.Dispose();

    private protected override async ValueTask AbortAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already, or a child of it has.
        }
        await process.WaitForExitAsync().ConfigureAwait(false);
        process.Dispose();
    }

    private async Task DrainAsync(Stream stream, ProcessCommand command)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                tail.Add(buffer.AsSpan(0, count));
                command.StandardError?.Invoke(buffer.AsMemory(0, count));
                if (command.ErrorSink is { } sink)
                    await sink(buffer.AsMemory(0, count)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process was killed, or nobody takes what it says.
        }
        command.StandardError?.Invoke(default);
    }
}
