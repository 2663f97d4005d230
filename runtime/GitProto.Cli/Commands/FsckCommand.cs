using System.CommandLine;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git fsck</c>.</summary>
internal static class FsckCommand
{
    public static Command Create()
    {
        var repository = new Option<string?>("-C") { Description = "The repository to check, or a directory within. Default: the current one.", HelpName = "REPO" };
        var unreachable = new Option<bool>("--unreachable") { Description = "List all objects that nothing reaches." };
        var dangling = new Option<bool>("--dangling") { Description = "List objects that nothing leads to; this is the default." };
        var noDangling = new Option<bool>("--no-dangling") { Description = "Do not list them." };
        var root = new Option<bool>("--root") { Description = "List commits without parents." };
        var tags = new Option<bool>("--tags") { Description = "List tags." };
        var full = new Option<bool>("--full") { Description = "Check the objects in packs; this is the default." };
        var noFull = new Option<bool>("--no-full") { Description = "Check loose objects alone." };
        var noReflogs = new Option<bool>("--no-reflogs") { Description = "Do not count as reachable what only a reflog names." };
        var strict = new Option<bool>("--strict") { Description = "Take warnings for errors, and no file modes of long ago." };
        var connectivity = new Option<bool>("--connectivity-only") { Description = "Follow the links and do not check the objects." };
        var progress = new Option<bool>("--progress", "--no-progress") { Description = "Taken as git takes it; no progress is shown." };
        var objects = new Argument<string[]>("OBJECT") { Description = "What is to be kept, by id or ref; else what refs, HEAD, reflogs and the index name.", Arity = ArgumentArity.ZeroOrMore };
        var command = new ToolCommand(
            "fsck", "Check the objects of a repository and the links between them, in the place of git's program.", "gitproto fsck -C project.git --strict")
            { repository, unreachable, dangling, noDangling, root, tags, full, noFull, noReflogs, strict, connectivity, progress, objects };
        command.SetAction(async (result, cancellation) =>
        {
            using var opened = CurrentRepository.Open(result.GetValue(repository));
            var basis = result.GetValue(strict) ? FsckOptions.StrictDefault : FsckOptions.Default;
            var heads = new FsckHeads(opened, result.GetValue(objects)!);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), leaveOpen: true);
            var flaws = await RepositoryCheck.RunAsync(opened, new RepositoryCheckOptions
            {
                Objects = FsckSettings.ForFsck(opened.Config, Directory.GetCurrentDirectory(), basis),
                ConnectivityOnly = result.GetValue(connectivity),
                Full = !result.GetValue(noFull) || result.GetValue(full),
                Unreachable = result.GetValue(unreachable),
                Dangling = !result.GetValue(noDangling) || result.GetValue(dangling),
                Roots = result.GetValue(root),
                Tags = result.GetValue(tags),
                Reflogs = !result.GetValue(noReflogs),
                Heads = heads.Ids,
                Report = finding => (finding.IsListed ? output : Console.Error).WriteLine(finding.Text),
            }, cancellation);
            return (int)(flaws | heads.Flaws);
        });
        return command;
    }
}
