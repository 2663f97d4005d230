using System.CommandLine;
using GitProto.Cli.Output;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git verify-pack</c>.</summary>
internal static class VerifyPackCommand
{
    public static Command Create()
    {
        var verbose = new Option<bool>("--verbose", "-v") { Description = "List the objects, and how many chains of each length there are." };
        var stat = new Option<bool>("--stat-only", "-s") { Description = "Tell how many chains of each length there are, and nothing more." };
        var format = new Option<string?>("--object-format") { Description = "The hash: sha1 or sha256.", HelpName = "NAME" };
        format.AcceptOnlyFromAmong("sha1", "sha256");
        var packs = new Argument<string[]>("PACK") { Description = "Packs or their indexes, with or without .pack or .idx.", Arity = ArgumentArity.OneOrMore };
        var command = new ToolCommand("verify-pack", "Check packs and their indexes, in the place of git's program.", "gitproto verify-pack -v main.pack") { verbose, stat, format, packs };
        command.SetAction(async (result, cancellation) =>
        {
            var code = ExitCode.Success;
            var hash = IndexPackCommand.Format(result.GetValue(format));
            foreach (var name in result.GetValue(packs)!)
            {
                var pack = PackOf(name);
                try
                {
                    await new PackIndexing { Pack = pack, Format = hash }.VerifyAsync(cancellation);
                    if (result.GetValue(verbose) || result.GetValue(stat))
                        await PackStatistics.WriteAsync(Console.Out, pack, hash, result.GetValue(stat));
                    if (result.GetValue(verbose) && !result.GetValue(stat))
                        await Console.Out.WriteLineAsync($"{pack}: ok");
                }
                catch (Exception e) when (e is GitProtoException or IOException or ToolException or UnauthorizedAccessException)
                {
                    Failure.Report(e);
                    if (result.GetValue(verbose) || result.GetValue(stat))
                        await Console.Out.WriteLineAsync($"{pack}: bad");
                    code = ExitCode.Refused;
                }
            }
            return code;
        });
        return command;
    }

    private static string PackOf(string name) =>
        name.EndsWith(".pack", StringComparison.Ordinal) ? name : name.EndsWith(".idx", StringComparison.Ordinal) ? Path.ChangeExtension(name, ".pack") : name + ".pack";
}
