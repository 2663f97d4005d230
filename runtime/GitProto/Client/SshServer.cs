using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>Runs ssh, at whose other end a service speaks.</summary>
internal static class SshServer
{
    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">There is no ssh.</exception>
    /// <exception cref="PolicyException">The program takes no option for something that is needed.</exception>
    public static async ValueTask<GitConnection> RunAsync(ClientService service, GitUrl url, GitClientOptions options, CancellationToken cancellationToken)
    {
        var program = SshProgram.Find(options.Ssh);
        var variant = program.Variant != SshVariant.Auto ? program.Variant
            : await ProbeAsync(program.Command, url, options, cancellationToken).ConfigureAwait(false);
        var host = SshArguments.ForHost(variant, url, options.Ssh.Addresses, options.Protocol);
        return ProcessConnection.Start(With(program.Command, [.. host, SshArguments.Remote(service.Word, service.RemoteProgram(options), url)], variant, options) with
        {
            StandardError = options.StandardError(),
        });
    }

    /// <summary>Asks a program that is not known by its name whether it is an ssh: only that one knows <c>-G</c>.</summary>
    private static async ValueTask<SshVariant> ProbeAsync(ProcessCommand command, GitUrl url, GitClientOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> host = SshArguments.ForHost(SshVariant.Ssh, url, options.Ssh.Addresses, options.Protocol);
        var probe = ProcessConnection.Start(With(command, [SshTransport.OptionProbe, .. host], SshVariant.Ssh, options));
        await using (probe.ConfigureAwait(false))
        {
            using var limit = new CancellationTokenSource(options.Timeouts.Connect, options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                await probe.CloseWriteAsync(either.Token).ConfigureAwait(false);
                await probe.Input.CopyToAsync(Stream.Null, either.Token).ConfigureAwait(false);
                return await probe.WaitForExitAsync(either.Token).ConfigureAwait(false) == 0 ? SshVariant.Ssh : SshVariant.Simple;
            }
            catch (IOException)
            {
                // It has closed its input, as one does that knows no -G.
                return SshVariant.Simple;
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new GitTimeoutException(nameof(GitTimeouts.Connect), options.Timeouts.Connect, $"'{Escape.ForDisplay(command.Path)}' did not say which options it takes", null);
            }
        }
    }

    private static ProcessCommand With(ProcessCommand command, IReadOnlyList<string> more, SshVariant variant, GitClientOptions options)
    {
        var version = SshArguments.SendsVersion(variant, options.Protocol) ? AskedVersion.Words(options.Protocol) : null;
        return new ProcessCommand(command.Path, [.. command.Arguments, .. more])
        {
            Environment = new Dictionary<string, string?> { [ProtocolVersionTransport.Environment] = version },
        };
    }
}
