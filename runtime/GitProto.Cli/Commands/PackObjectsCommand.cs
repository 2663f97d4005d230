using System.CommandLine;
using System.Globalization;
using GitProto.Cli.Output;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git pack-objects</c>.</summary>
internal static class PackObjectsCommand
{
    // As in git: readers need not follow longer chains.
    private const int MaxDepth = 4095;

    public static Command Create()
    {
        var stdout = new Option<bool>("--stdout") { Description = "Write the pack to standard output." };
        var revisions = new Option<bool>("--revs") { Description = "Read revisions from standard input, not objects: what they reach is packed, without what those with ^ or behind --not reach." };
        var all = new Option<bool>("--all") { Description = "Pack what all refs reach. Implies --revs." };
        var thin = new Option<bool>("--thin") { Description = "Let deltas rest on what the excluded revisions reach. Needs --stdout." };
        var offsets = new Option<bool>("--delta-base-offset") { Description = "Let deltas name their base by its offset; else all name it by its id." };
        var includeTag = new Option<bool>("--include-tag") { Description = "Pack also the tags of what is packed." };
        var shallow = new Option<bool>("--shallow") { Description = "Taken as git takes it; lines '--shallow ID' of standard input count with and without it." };
        var filter = new Option<string?>("--filter") { Description = "Leave out objects: blob:none, blob:limit=N, tree:N, object:type=T, combine:A+B. Needs --stdout.", HelpName = "SPEC" };
        var nonEmpty = new Option<bool>("--non-empty") { Description = "Write no pack without objects." };
        var window = NumberOption.Create("--window", "With how many others an object is compared that has no delta. Default: 10; 0 for none.");
        var depth = NumberOption.Create("--depth", "How many deltas may rest on each other. Default: 50.");
        var windowMemory = NumberOption.Size("--window-memory", "The most memory for the window of each thread. Default: 256m; 0 for what git has, no bound.");
        var threads = NumberOption.Create("--threads", "How many threads look for deltas; 0, the default: as many as there are processors.", most: 1024);
        var progress = new Option<bool>("--progress", "--all-progress", "--all-progress-implied") { Description = "Tell how far it is, also where nobody is at a terminal." };
        var quiet = new Option<bool>("-q", "--quiet") { Description = "Do not tell how far it is." };
        var name = new Argument<string?>("BASE-NAME") { Description = "The beginning of the names of pack and index; their check sum, .pack and .idx follow.", Arity = ArgumentArity.ZeroOrOne };
        var command = new ToolCommand(
            "pack-objects",
            "Pack objects, in the place of git's program. Prints the pack's check sum, or writes the pack.",
            "gitproto pack-objects --revs --stdout main.pack")
            { stdout, revisions, all, thin, offsets, includeTag, shallow, filter, nonEmpty, window, depth, windowMemory, threads, progress, quiet, name };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is null != result.GetValue(stdout))
                result.AddError("either a base name or --stdout is needed");
        });
        command.SetAction((result, cancellation) =>
        {
            if (result.GetValue(thin) && !result.GetValue(stdout))
                throw new ToolException("--thin cannot be used to build an indexable pack");
            if (result.GetValue(filter) is not null && !result.GetValue(stdout))
                throw new ToolException("cannot use --filter without --stdout");
            var isTold = !result.GetValue(quiet) && (result.GetValue(progress) || !Console.IsErrorRedirected);
            return new PackObjects
            {
                BaseName = result.GetValue(name),
                Revisions = result.GetValue(revisions) || result.GetValue(all),
                All = result.GetValue(all),
                Thin = result.GetValue(thin),
                IncludeTag = result.GetValue(includeTag),
                NonEmpty = result.GetValue(nonEmpty),
                Filter = Filter(result.GetValue(filter)),
                Progress = isTold ? new PackProgressLines(Console.Error) : null,
                Options = Options(result.GetValue(window), result.GetValue(depth), NumberOption.Bytes(result.GetValue(windowMemory)), result.GetValue(threads)) with { OfsDeltas = result.GetValue(offsets) },
            }.RunAsync(cancellation);
        });
        return command;
    }

    private static ObjectFilter Filter(string? spec)
    {
        if (spec is null)
            return ObjectFilter.None;
        return ObjectFilter.TryParse(((ByteString)spec).Span, out var filter, out _) ? filter : throw new ToolException($"invalid filter-spec '{spec}'");
    }

    private static PackWriteOptions Options(long? window, long? depth, long? windowMemory, long? threads)
    {
        if (depth > MaxDepth)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warning: delta chain depth {depth} is too deep, forcing {MaxDepth}"));
            depth = MaxDepth;
        }
        var standard = new PackWriteOptions();
        return standard with
        {
            Window = (int)(window ?? standard.Window),
            Depth = (int)(depth ?? standard.Depth),
            WindowMemory = windowMemory is null ? standard.WindowMemory : windowMemory == 0 ? long.MaxValue : windowMemory.Value,
            Threads = (int)(threads ?? 0),
        };
    }
}
