using System.CommandLine;
using GitProto.Cli.Output;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Cli.Commands;

/// <summary>Shows what passed in a conversation that was recorded or logged, and judges it by the spec.</summary>
internal static class TraceCommand
{
    public const string Name = "trace";

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "A log of GIT_TRACE_PACKET, or a recording; - is standard input.", Arity = ArgumentArity.ZeroOrOne };
        var client = new Option<string?>("--client") { Description = "In place of FILE: all bytes that the client of one connection sent.", HelpName = "C2S" };
        var server = new Option<string?>("--server") { Description = "In place of FILE: all bytes that the server of that connection sent.", HelpName = "S2C" };
        var service = new Option<string?>("--service") { Description = "What these bytes are a conversation with, if they begin with the greeting; else with the request line of git://.", HelpName = "SERVICE" };
        service.AcceptOnlyFromAmong([.. ProgramName.All]);
        var protocol = NumberOption.Create("--protocol", "The version that the server of these bytes speaks. Default: what its first packet says.", most: ProtocolVersion.Newest);
        var format = new Option<string?>("--format") { Description = "What FILE is: 'session', a recording, or 'packet-log', a log. Default: what it begins with.", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong(TraceInput.Session, TraceInput.PacketLog);
        var most = NumberOption.Size("--max-size", "The largest FILE that is read. Default 256m.");
        var command = new ToolCommand(
            Name,
            "Show the packets of a conversation that git logged (GIT_TRACE_PACKET) or that was recorded, each with its place in the spec, and the first thing that the spec does not allow. "
                + "Ends with 0 if all is legal, with 1 if not or if a side stopped too early, with 2 if it cannot be read.",
            "GIT_TRACE_PACKET=/tmp/packets git ls-remote . ; gitproto trace /tmp/packets")
            { file, client, server, service, protocol, format, most };
        command.Validators.Add(result =>
        {
            var raw = result.GetValue(client) is not null || result.GetValue(server) is not null;
            if (raw && (result.GetValue(client) is null || result.GetValue(server) is null))
                result.AddError("--client and --server belong together: they are the two sides of one connection");
            else if (raw == (result.GetValue(file) is not null))
                result.AddError(raw ? "FILE is one input, --client and --server are another" : "FILE is missing, or --client and --server");
            else if (!raw && (result.GetValue(service) is not null || result.GetValue(protocol) is not null))
                result.AddError("--service and --protocol say what --client and --server are; FILE says it itself");
            else if (raw && result.GetValue(format) is not null)
                result.AddError("--format says what FILE is; there is none");
            else if (result.GetValue(protocol) is not null && result.GetValue(service) is null)
                result.AddError("--protocol needs --service; the request line of git:// says both");
        });
        command.SetAction(async (result, cancellation) =>
        {
            try
            {
                if (result.GetValue(client) is not { } sent)
                    return await FileAsync(await TraceInput.ReadAsync(result.GetValue(file)!, NumberOption.Bytes(result.GetValue(most)) ?? TraceInput.MaxSize, cancellation), result.GetValue(format), cancellation);
                var kind = result.GetValue(service) is { } name ? new ConversationKind(ProgramName.Find(name), (int?)result.GetValue(protocol)) : null;
                return await RawAsync(sent, result.GetValue(server)!, kind, cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or TraceFormatException or ToolException)
            {
                Failure.Report(e);
                return ExitCode.CheckUsage;
            }
        });
        return command;
    }

    private static async Task<int> FileAsync(ReadOnlyMemory<byte> file, string? format, CancellationToken cancellation)
    {
        format ??= TraceInput.FormatOf(file.Span) ?? throw new ToolException("it begins neither as a recording nor as a log of GIT_TRACE_PACKET; --format says which it is");
        if (format == TraceInput.Session)
            return await ShowAsync((observer, say) => SessionRecording.Read(file).WatchAsync(observer, say, cancellation));
        var log = PacketLog.Read(file);
        Console.Out.WriteLine($"# The view is {log.View}.");
        foreach (var passed in log.PassedOver)
            Console.Out.WriteLine($"# Passed over: {passed}.");
        var code = ExitCode.Success;
        foreach (var conversation in log.Conversations)
        {
            code = Math.Max(code, await ShowAsync((observer, say) => conversation.WatchAsync(observer, say, cancellation)));
            if (conversation.PackLeftOut)
                Console.Out.WriteLine("# Not in the log: a pack, which is taken for whole.");
            if (conversation.MayPush)
                Console.Out.WriteLine("# Not in the log: the pack of the push, if there was one.");
        }
        return code;
    }

    private static async Task<int> RawAsync(string client, string server, ConversationKind? kind, CancellationToken cancellation)
    {
        await using var sent = File.OpenRead(client);
        await using var answered = File.OpenRead(server);
        return await ShowAsync((observer, _) => new ConversationWatch(
            System.IO.Pipelines.PipeReader.Create(sent), System.IO.Pipelines.PipeReader.Create(answered), kind, observer).RunAsync(cancellation));
    }

    private static async Task<int> ShowAsync(Func<IPacketObserver, Action<string>, Task<ConversationReport>> watch)
    {
        ConversationReport report;
        using (var packets = new PacketTrace(Console.Out))
            report = await watch(packets, packets.Say);
        Console.Out.WriteLine(Verdict.Of(report));
        return report.IsLegal ? ExitCode.Success : ExitCode.Refused;
    }
}
