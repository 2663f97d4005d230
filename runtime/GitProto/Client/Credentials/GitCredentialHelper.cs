using GitProto.Transports;

namespace GitProto.Client;

/// <summary>
/// Asks the helpers that git is configured with, by running <c>git credential</c>. It may ask the person at the terminal, and then keep what it was told, as git does.
/// </summary>
/// <remarks>Source: git-credential.</remarks>
public sealed class GitCredentialHelper : ICredentialHelper
{
    private const int MaxAnswer = 64 * 1024;
    private readonly ProcessCommand? command;

    /// <summary>Uses git's own program, found on the PATH. Where there is none, no credentials are known.</summary>
    public GitCredentialHelper() => command = ExecutablePath.Find("git") is { } git ? new ProcessCommand(git, "credential") : null;

    /// <summary>Uses another program, which is given <c>fill</c>, <c>approve</c> or <c>reject</c> as its last argument.</summary>
    public GitCredentialHelper(ProcessCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        this.command = command;
    }

    /// <summary>How long the program may take: somebody may have to type. Default five minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock for the time-out and for the expiry of passwords.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    /// <exception cref="AuthenticationFailedException">The helper tells to stop, does not end, or answers what cannot be read.</exception>
    /// <exception cref="LimitExceededException">It answers too much.</exception>
    /// <exception cref="IOException">It cannot be run.</exception>
    public async ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await RunAsync("fill", CredentialText.Write(request), cancellationToken).ConfigureAwait(false) is { } answer
            ? CredentialText.Read(answer, request, TimeProvider.GetUtcNow()) : null;
    }

    /// <inheritdoc/>
    public async ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) =>
        await RunAsync("approve", CredentialText.Write(request, credential), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) =>
        await RunAsync("reject", CredentialText.Write(request, credential), cancellationToken).ConfigureAwait(false);

    /// <summary>Runs the program.</summary>
    /// <returns>What it answers; null if it fails, as git does where nobody can be asked.</returns>
    private async Task<byte[]?> RunAsync(string action, byte[] input, CancellationToken cancellationToken)
    {
        if (command is null)
            return null;
        using var timer = new CancellationTokenSource(Timeout, TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var process = ProcessConnection.Start(new ProcessCommand(command.Path, [.. command.Arguments, action])
        {
            Environment = command.Environment,
            WorkingDirectory = command.WorkingDirectory,
        });
        await using (process.ConfigureAwait(false))
        {
            try
            {
                await WriteAsync(process, input, both.Token).ConfigureAwait(false);
                var answer = await ReadAsync(process, both.Token).ConfigureAwait(false);
                return await process.WaitForExitAsync(both.Token).ConfigureAwait(false) == 0 ? answer : null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new AuthenticationFailedException($"The credential helper '{process.Peer}' did not end within {Timeout.TotalSeconds:0} s.");
            }
        }
    }

    private static async Task WriteAsync(ProcessConnection process, byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            await process.Output.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            await process.CloseWriteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A helper that does not care what it is asked may still answer.
        }
    }

    private static async Task<byte[]> ReadAsync(ProcessConnection process, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await process.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > MaxAnswer)
                throw new LimitExceededException(nameof(MaxAnswer), MaxAnswer, "The answer of a credential helper, in bytes,");
            if (read.IsCompleted)
            {
                var answer = new byte[read.Buffer.Length];
                System.Buffers.BuffersExtensions.CopyTo(read.Buffer, answer);
                return answer;
            }
            process.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
