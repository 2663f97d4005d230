using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GitProto.Cli.Commands;
using GitProto.Cli.Output;

namespace GitProto.Cli;

/// <summary>The program: finds the command and turns what went wrong into one line and an exit code.</summary>
internal static class Tool
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = new StopSignals();
        var result = Create().Parse(LoneOptions.Complete(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (args.Length == 0)
        {
            new HelpWithExample().Invoke(result);
            return ExitCode.Refused;
        }
        if (result.Action is ParseErrorAction)
            return Failure.Usage(result);
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await result.InvokeAsync(configuration, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.ExitCode;
        }
        catch (Exception e)
        {
            return Failure.Report(e);
        }
    }

    private static Command Create() => new("gitproto", "Speaks Git's protocol, without git: clones, fetches, pushes, serves, and shows what goes over the wire.")
    {
        new HelpOption { Recursive = true, Action = new HelpWithExample() },
        new VersionOption(),
        LsRemoteCommand.Create(),
        CloneCommand.Create(),
        FetchCommand.Create(),
        FetchPackCommand.Create(),
        PushCommand.Create(),
        ArchiveCommand.Create(),
        ServeCommand.Create(),
        UploadPackCommand.Create(),
        ReceivePackCommand.Create(),
        HttpBackendCommand.Create(),
        UploadArchiveCommand.Create(),
        ShellCommand.Create(),
        DaemonCommand.Create(),
        IndexPackCommand.Create(),
        PackObjectsCommand.Create(),
        VerifyPackCommand.Create(),
        FsckCommand.Create(),
        TraceCommand.Create(),
        ProxyCommand.Create(),
        SpecCommand.Create(),
    };
}
