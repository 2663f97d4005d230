using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>What a clone or a fetch keeps of a repository that means harm, and what of its names.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class CloneOfHostileTests
{
    [TestCase("a\"quote")]
    [TestCase("semi;colon # hash")]
    [TestCase("back\\slash\\")]
    [TestCase("] [core] x = y")]
    [TestCase(" blanks ")]
    [TestCase("tab-less\u00e9\u202e")]
    public async Task C03_A_path_of_any_letters_comes_back_from_the_config(string name)
    {
        using var place = new TestDirectory();
        SourceRepository.Make(place, name, "sha1");

        using var clone = await GitClient.CloneAsync(place.At(name), place.At("clone.git"));

        RealGit.Try(place.At("clone.git"), "", "config", "-z", "remote.origin.url").Output.ShouldBe(place.At(name) + "\0");
        using var again = FileRepository.Open(place.At("clone.git"));
        again.Config.Get("remote.origin.url").ShouldBe(place.At(name));
    }

    [TestCase("http://h/a\nb.git")]
    [TestCase("http://h/a\r[core].git")]
    [TestCase("/a\nb")]
    public async Task C03_A_url_with_a_control_character_is_refused_before_anything_is_made(string url)
    {
        using var place = new TestDirectory();

        await Refusal.OfAsync<InvalidUrlException>(() => GitClient.CloneAsync(url, place.At("clone.git")).AsTask());

        Directory.EnumerateFileSystemEntries(place.Path).ShouldBeEmpty();
    }

    [Test]
    public async Task C09_Nothing_but_objects_and_refs_comes_with_a_clone()
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git");
        var lender = SourceRepository.MakeRich(place, "lender.git");
        foreach (var hook in new[] { "post-checkout", "reference-transaction", "post-merge", "fsmonitor-watchman" })
            Plant(Path.Join(source, "hooks", hook), $"#!/bin/sh\ntouch '{place.At("ran")}'\n");
        Plant(Path.Join(source, "info", "attributes"), "* filter=evil\n");
        Plant(Path.Join(source, "info", "grafts"), "");
        Plant(Path.Join(source, "objects", "info", "alternates"), lender + "/objects\n");
        Plant(Path.Join(source, "description"), "mine");
        await File.AppendAllTextAsync(Path.Join(source, "config"), $"[core]\n\tfsmonitor = touch '{place.At("ran")}'\n\tsshCommand = false\n[alias]\n\tx = !false\n[filter \"evil\"]\n\tsmudge = false\n");

        using var clone = await GitClient.CloneAsync(source, place.At("clone.git"));

        var files = Directory.EnumerateFiles(place.At("clone.git"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(place.At("clone.git"), file)).ToList();
        files.ShouldNotContain(file => file.StartsWith("hooks", StringComparison.Ordinal) || file.StartsWith("info", StringComparison.Ordinal) || file.StartsWith("objects/info/alt", StringComparison.Ordinal));
        RealGit.Run(place.At("clone.git"), "config", "--local", "--name-only", "--list").Split('\n').Order()
            .ShouldBe(["core.bare", "core.filemode", "core.repositoryformatversion", "remote.origin.url"]);
        RealGit.Run(place.At("clone.git"), "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        File.Exists(place.At("ran")).ShouldBeFalse();
    }

    [Test]
    public async Task C07_A_tag_that_would_be_replaced_does_not_stop_the_other_refs()
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git");
        using var clone = await GitClient.CloneAsync(source, place.At("clone.git"));
        var before = RealGit.Run(place.At("clone.git"), "rev-parse", "light");
        RealGit.Run(source, "tag", "-f", "light", "main");
        RealGit.Run(source, "tag", "new", "main");
        SourceRepository.Add(source, "main", 500, 1);

        await using var session = await GitClient.ConnectAsync(source);
        var fetched = await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = [RefSpec.ParseFetch("refs/tags/*:refs/tags/*"), RefSpec.ParseFetch("refs/heads/*:refs/heads/*")] });

        fetched.Refs.Where(found => found.Status == FetchedRefStatus.Refused).ShouldHaveSingleItem().Name.ShouldBe(RefName.Parse("refs/tags/light"));
        RealGit.Run(place.At("clone.git"), "rev-parse", "light").ShouldBe(before);
        foreach (var name in new[] { "main", "new" })
            RealGit.Run(place.At("clone.git"), "rev-parse", name).ShouldBe(RealGit.Run(source, "rev-parse", name));
    }

    [Test]
    public async Task C07_Nothing_is_pushed_that_no_refspec_names()
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeRich(place, "source.git"));
        var target = SourceRepository.Make(place, "target.git", "sha1");

        (await GitClient.PushAsync(target, repository, PushRefsOptions.Default)).Refs.ShouldBeEmpty();
        await GitClient.PushAsync(target, repository, PushRefsOptions.Of("refs/heads/*:refs/heads/*"));

        SourceRepository.Refs(target).ShouldNotContain("refs/notes/");
        SourceRepository.Refs(target).ShouldContain("refs/heads/main");
    }

    [Test]
    public async Task R06_Of_two_names_that_exclude_each_other_a_fetch_writes_one_and_leaves_nothing_of_the_other([Values] bool parentFirst)
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git");
        using var clone = await GitClient.CloneAsync(source, place.At("clone.git"));
        RefSpec[] specs = [RefSpec.ParseFetch("refs/heads/main:refs/heads/x"), RefSpec.ParseFetch("refs/heads/side:refs/heads/x/y")];

        await using var session = await GitClient.ConnectAsync(source);
        var fetched = await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = parentFirst ? specs : [.. specs.Reverse()], Tags = TagMode.None });

        fetched.Refs.Count(found => found.Status == FetchedRefStatus.Created).ShouldBe(1);
        fetched.Refs.Where(found => found.Status == FetchedRefStatus.Refused).ShouldHaveSingleItem().Reason.ShouldNotBeNullOrEmpty();
        RealGit.Run(place.At("clone.git"), "for-each-ref", "--format=%(refname)", "refs/heads/x").Split('\n').ShouldHaveSingleItem();
        Directory.EnumerateFiles(place.At("clone.git", "refs"), "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static void Plant(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
