using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>What a client may not have, in git's words and in its packets.</summary>
[CancelAfter(120_000)]
public sealed class ArchiveRefusalTests : IDisposable
{
    private const string Died = "\u0003git upload-archive: archiver died with error";
    private readonly TestDirectory place = new();
    private string path = null!;

    [OneTimeSetUp]
    public void Make() => path = ArchiveRepository.Make(place, "a");

    public void Dispose() => place.Dispose();

    [TestCase("nosuch")]
    [TestCase("HEAD~0")]
    [TestCase("main@{0}")]
    [TestCase("main:nosuch")]
    [TestCase("main:a")]
    [TestCase("--format=foo", "main")]
    [TestCase("-9", "main")]
    [TestCase("--format=zip", "-12", "main")]
    [TestCase("main", "nosuch")]
    [TestCase("main", "a", "nosuch*")]
    [TestCase("main", "")]
    [TestCase("--remote=x", "main")]
    [TestCase("--exec=sh", "main")]
    [TestCase("--output=x", "main")]
    [TestCase("-o", "x", "main")]
    [TestCase("--add-virtual-file=x:y", "main")]
    [TestCase("--prefix")]
    public async Task A_refusal_has_the_packets_of_gits(params string[] arguments)
    {
        var request = string.Concat(arguments.Select(argument => Pkt($"argument {argument}\n"))) + "0000";

        (await SayAsync(request)).ShouldBe(GitSays(request));
    }

    [Test]
    public async Task An_object_id_is_a_name_only_if_the_repository_says_so()
    {
        var id = RealGit.Run(path, "rev-parse", "main");
        var request = Pkt($"argument {id}\n") + "0000";

        (await SayAsync(request)).ShouldBe(Pkt("ACK\n") + "0000" + Pkt($"\u0002fatal: no such ref: {id}\n") + Pkt(Died));
        RealGit.Run(path, "config", "uploadarchive.allowUnreachable", "true");
        try
        {
            (await SayAsync(request)).ShouldContain("pax_global_header");
        }
        finally
        {
            RealGit.Run(path, "config", "--unset", "uploadarchive.allowUnreachable");
        }
    }

    [TestCase("--bogus", "main", "error: unknown option `bogus'")]
    [TestCase("-z", "main", "error: unknown switch `z'")]
    [TestCase("--list=x", "main", "error: option `list' takes no value")]
    [TestCase("--worktree-attributes", "main", "fatal: --worktree-attributes is not supported by this server")]
    [TestCase("main", ":(icase)A", "fatal: pathspec magic 'icase' in ':(icase)A' is not supported by this server")]
    [TestCase("main", "../a", "fatal: ../a: '../a' is outside repository")]
    [TestCase("main", "/etc/passwd", "fatal: /etc/passwd: '/etc/passwd' is outside repository")]
    public async Task What_is_not_supported_is_refused_by_name(string first, string second, string text)
    {
        var said = await SayAsync(Pkt($"argument {first}\n") + Pkt($"argument {second}\n") + "0000");

        said.ShouldContain($"\u0002{text}\n");
        said.ShouldEndWith(Pkt(Died));
    }

    [TestCase("sub.txt export-subst\n", "$Format:%ar$", "fatal: export-subst of '%ar' in 'sub.txt' is not supported by this server")]
    [TestCase("sub.txt working-tree-encoding=UTF-16\n", "x", "fatal: the working-tree-encoding 'UTF-16' of 'sub.txt' is not supported by this server")]
    public async Task An_attribute_that_is_not_supported_is_refused_and_not_skipped(string attributes, string content, string text)
    {
        using var repository = new MemoryRepository();
        await repository.CommitAsync("HEAD", "c", [(".gitattributes", attributes), ("sub.txt", content)]);

        (await SayAsync(Pkt("argument HEAD\n") + "0000", repository)).ShouldContain(text);
    }

    private async Task<string> SayAsync(string request, IRepository? repository = null)
    {
        using var opened = repository is null ? FileRepository.Open(path) : null;
        return await ArchiveTalk.SayAsync(repository ?? opened!, request);
    }

    /// <summary>What git's program answers; it may cut its complaint into packets otherwise.</summary>
    private string GitSays(string request) => RealGit.Try(place.Path, request, "upload-archive", path).Output;
}
