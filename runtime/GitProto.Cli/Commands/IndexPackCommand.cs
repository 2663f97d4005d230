using System.CommandLine;
using GitProto.Cli.Output;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git index-pack</c>.</summary>
internal static class IndexPackCommand
{
    /// <summary>The option that may say why, or stand alone.</summary>
    public const string KeepName = "--keep";

    /// <summary>The options that may say what is an error, or stand alone.</summary>
    public const string StrictName = "--strict", FsckName = "--fsck-objects";

    /// <summary>Their value where they stand alone: no argument of a program can hold it.</summary>
    public const string NoMessage = "\0";

    public static Command Create()
    {
        var output = new Option<string?>("-o") { Description = "Where the index goes. Default: the pack's name with .idx.", HelpName = "IDX" };
        var verbose = new Option<bool>("-v") { Description = "Tell how far it is." };
        var strict = new Option<string?>(StrictName) { Description = "Refuse a pack with broken objects or links, or that has an object twice; say what is an error as in missingEmail=ignore,badDate=warn.", HelpName = "IDS" };
        var fsck = new Option<string?>(FsckName) { Description = "Refuse a pack with broken objects. A .gitmodules that it lacks is printed.", HelpName = "IDS" };
        var stdin = new Option<bool>("--stdin") { Description = "Read the pack from standard input and put it into the repository, or into PACK." };
        var thin = new Option<bool>("--fix-thin") { Description = "Complete a thin pack with objects of the repository." };
        var keep = new Option<string?>(KeepName) { Description = "Mark the pack as one that is not to be thrown away, and say why.", HelpName = "MESSAGE" };
        var verify = new Option<bool>("--verify") { Description = "Check a pack and the index that it has, and write nothing." };
        var reverse = new Option<bool>("--rev-index") { Description = "Write a reverse index as well." };
        var noReverse = new Option<bool>("--no-rev-index") { Description = "Write none; this is the default." };
        var format = new Option<string?>("--object-format") { Description = "The hash: sha1 or sha256.", HelpName = "NAME" };
        format.AcceptOnlyFromAmong("sha1", "sha256");
        var maxSize = NumberOption.Create("--max-input-size", "Refuse a pack of more bytes; 0 sets no bound.", "BYTES", long.MaxValue);
        var threads = NumberOption.Create("--threads", "How many threads resolve deltas; 0, the default: as many as there are processors.");
        var version = NumberOption.Create("--index-version", "The version of the index; 2 is the only one that is written.", "2");
        version.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != "2")
                result.AddError($"bad --index-version={Escape.ForDisplay(text)}");
        });
        var pack = new Argument<string?>("PACK") { Description = "The pack.", Arity = ArgumentArity.ZeroOrOne };
        var command = new ToolCommand(
            "index-pack",
            "Index a pack, in the place of git's program. Prints the pack's check sum.",
            "gitproto index-pack -v main.pack")
            { output, verbose, strict, fsck, stdin, thin, keep, verify, reverse, noReverse, format, maxSize, threads, version, pack };
        command.Validators.Add(result =>
        {
            if (result.GetValue(pack) is null && !result.GetValue(stdin))
                result.AddError("a pack or --stdin is needed");
            else if (result.GetValue(thin) && !result.GetValue(stdin))
                result.AddError("--fix-thin needs --stdin");
        });
        command.SetAction((result, cancellation) =>
        {
            var indexing = new PackIndexing
            {
                Pack = result.GetValue(pack),
                Index = result.GetValue(output),
                Strict = result.GetValue(strict),
                FsckObjects = result.GetValue(fsck),
                Keep = result.GetValue(keep) is NoMessage ? "" : result.GetValue(keep),
                FixThin = result.GetValue(thin),
                ReverseIndex = result.GetValue(reverse) && !result.GetValue(noReverse),
                MaxSize = result.GetValue(maxSize) ?? 0,
                Threads = (int)Math.Min(result.GetValue(threads) ?? 0, 1024),
                Format = Format(result.GetValue(format)),
                Progress = result.GetValue(verbose) ? PhaseLines.OfIndexing(Console.Error, result.GetValue(stdin)) : null,
            };
            if (result.GetValue(verify))
                return indexing.VerifyAsync(cancellation);
            return result.GetValue(stdin) ? indexing.ReceiveAsync(cancellation) : indexing.IndexAsync(cancellation);
        });
        return command;
    }

    /// <summary>The hash by its name; null for none.</summary>
    public static ObjectFormat? Format(string? name) => name is null ? null : name == ObjectFormat.Sha256.Name() ? ObjectFormat.Sha256 : ObjectFormat.Sha1;
}
