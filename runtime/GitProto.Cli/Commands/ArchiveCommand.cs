using System.CommandLine;
using System.Globalization;
using GitProto.Client;

namespace GitProto.Cli.Commands;

/// <summary>Gets an archive of a tree.</summary>
internal static class ArchiveCommand
{
    private static readonly string[] Endings = ["tar", "tgz", "tar.gz", "zip"];

    public static Command Create()
    {
        var remote = new Option<string>("--remote") { Description = "Where from: a URL, or a path.", HelpName = "URL", Required = true };
        var format = new Option<string?>("--format") { Description = "tar, tar.gz, tgz, zip; else what the end of FILE says, else tar.", HelpName = "F" };
        var prefix = new Option<string>("--prefix") { Description = "What every path in the archive begins with, as in name/.", HelpName = "P", DefaultValueFactory = _ => "" };
        var output = new Option<string>("-o", "--output") { Description = "The file; else standard output.", HelpName = "FILE", DefaultValueFactory = _ => PackFileOutput.Standard };
        var list = new Option<bool>("--list", "-l") { Description = "List the formats that the server makes." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Tell the name of each file." };
        Option<bool>[] levels = [.. Enumerable.Range(0, 10).Select(level => new Option<bool>(string.Create(CultureInfo.InvariantCulture, $"-{level}"))
        {
            Description = level == 0 ? "Do not compress." : level == 9 ? "Compress hard." : "Compress.",
            Hidden = level is not (0 or 9),
        })];
        var tree = new Argument<string?>("TREE") { Description = "A branch, a tag, or BRANCH:PATH.", Arity = ArgumentArity.ZeroOrOne };
        var paths = new Argument<string[]>("PATH") { Description = "What of it; none means all.", Arity = ArgumentArity.ZeroOrMore };
        var command = new ToolCommand(
            "archive",
            "Get an archive of a tree of a repository.",
            "gitproto archive --remote git://127.0.0.1/project.git --prefix project-1.0/ -o project.tar.gz v1.0")
            { remote, format, prefix, output, list, verbose, tree, paths };
        foreach (var level in levels)
            command.Add(level);
        var client = ClientArguments.AddTo(command, ServedBy.UploadArchive);
        command.SetAction(async (result, cancellation) =>
        {
            var url = result.GetValue(remote)!;
            if (result.GetValue(list))
            {
                foreach (var name in await client.RunAsync(result, async options => await GitClient.ListArchiveFormatsAsync(url, options, cancellation)))
                    Console.Out.WriteLine(name);
                return ExitCode.Success;
            }
            var file = result.GetValue(output)!;
            var wish = new ArchiveOptions
            {
                Tree = result.GetValue(tree) ?? throw new ToolException("which tree? A branch, a tag, or BRANCH:PATH"),
                Format = result.GetValue(format) ?? Endings.LastOrDefault(ending => file.EndsWith("." + ending, StringComparison.Ordinal)),
                Prefix = result.GetValue(prefix)!,
                Level = Array.FindLastIndex(levels, result.GetValue) is >= 0 and var level ? level : null,
                Verbose = result.GetValue(verbose),
                Paths = [.. result.GetValue(paths)!.Select(ByteString.FromString)],
            };
            await client.RunAsync(result, async options =>
            {
                await PackFileOutput.WriteAsync(file, async destination => await GitClient.ArchiveAsync(url, wish, destination, options, cancellation));
                return ExitCode.Success;
            });
            return ExitCode.Success;
        });
        return command;
    }
}
