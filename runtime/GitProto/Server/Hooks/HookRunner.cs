using GitProto.Protocol;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Server;

/// <summary>Runs programs of a repository's hooks directory: in its directory, with an end to their time and to what they print.</summary>
internal sealed class HookRunner(FileRepository repository, ReceivePackRules rules, PushNews news, TimeProvider time)
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Finds a hook.</summary>
    /// <returns>Its path; null if there is none that may be run.</returns>
    public string? Find(string name)
    {
        var path = Path.Join(Directory, name);
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0) ? path : null;
    }

    private string Directory
    {
        get
        {
            var named = repository.Config.Get("core.hookspath");
            if (string.IsNullOrEmpty(named))
                return Path.Join(repository.CommonDirectory, "hooks");
            if (named.StartsWith("~/", StringComparison.Ordinal))
                return Path.Join(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), named[2..]);
            return Path.IsPathRooted(named) ? named : Path.Join(repository.GitDirectory, named);
        }
    }

    /// <summary>Runs a hook. What it prints goes to the client.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it may read, which it need not.</param>
    /// <param name="environment">Variables besides those that name the repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>True if it ended with 0, in its time.</returns>
    public async Task<bool> RunAsync(
        string path, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, Dictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        environment[HooksTransport.GitDirectory] = ".";
        using var output = new HookOutput(rules.MaxHookOutput, news, cancellationToken);
        var command = new ProcessCommand(path, arguments) { Environment = environment, WorkingDirectory = repository.GitDirectory, ErrorSink = output.AddAsync };
        try
        {
            await using var process = ProcessConnection.Start(command);
            using var limit = new CancellationTokenSource(rules.HookTimeout, time);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                var printing = output.CopyAsync(process.Input, end.Token);
                var feeding = FeedAsync(process, input, end.Token);
                var code = await process.WaitForExitAsync(end.Token).ConfigureAwait(false);
                // A child of it may hold its output open: what that writes is no longer waited for.
                await Task.WhenAny(printing, Task.Delay(Grace, cancellationToken)).ConfigureAwait(false);
                await end.CancelAsync().ConfigureAwait(false);
                await Task.WhenAll(printing, feeding).ConfigureAwait(false);
                return code == 0;
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                await news.TryErrorAsync($"the hook {Path.GetFileName(path)} took longer than {rules.HookTimeout} and was ended", cancellationToken).ConfigureAwait(false);
                return false;
            }
        }
        catch (IOException e)
        {
            await news.TryErrorAsync($"cannot run {Path.GetFileName(path)}: {Escape.ForDisplay(e.Message)}", cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    private static async Task FeedAsync(ProcessConnection process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var start in Enumerable.Range(0, (input.Length + 0xFFFF) >> 16).Select(number => number << 16))
                await process.Output.WriteAsync(input.Slice(start, Math.Min(1 << 16, input.Length - start)), cancellationToken).ConfigureAwait(false);
            await process.CloseWriteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            // It does not read, or has ended.
        }
    }
}
