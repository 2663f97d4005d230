using System.Runtime.Versioning;

namespace GitProto.Tests;

/// <summary>Serving runs nothing that a repository says, and fetches nothing on its behalf.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
[UnsupportedOSPlatform("windows")]
public sealed class HarmlessServingTests : IAsyncDisposable
{
    private readonly ServedDirectory served = new();
    private string path = null!;
    private string evil = null!;

    [SetUp]
    public void Make()
    {
        path = SourceRepository.MakeRich(served.Place, ServedDirectory.In($"{TestContext.CurrentContext.Test.ID}.git"));
        evil = served.Place.At("evil");
        File.WriteAllText(evil, $"#!/bin/sh\ntouch '{served.Place.At("ran")}'\n");
        File.SetUnixFileMode(evil, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Test]
    public void H03_No_command_of_a_repository_is_run_by_a_fetch_or_an_archive([Values(0, 2)] int version)
    {
        foreach (var key in new[]
        {
            "uploadpack.packObjectsHook", "core.fsmonitor", "core.sshCommand", "core.alternateRefsCommand", "core.gitProxy", "core.askPass", "core.pager", "core.editor", "gpg.program",
            "credential.helper", "filter.evil.smudge", "filter.evil.process", "filter.evil.clean", "diff.evil.textconv", "tar.tar.command", "tar.tar.gz.command", "tar.evil.command",
        })
            RealGit.Run(path, "config", key, evil);
        RealGit.Run(path, "config", "tar.evil.remote", "true");
        File.WriteAllText(served.Place.At("more"), $"[uploadpack]\n\thideRefs = refs/heads\n[core]\n\tfsmonitor = {evil}\n");
        RealGit.Run(path, "config", "include.path", served.Place.At("more"));
        RealGit.Run(path, "config", "core.hooksPath", Path.GetDirectoryName(evil)!);
        File.WriteAllText(Path.Join(path, "info", "attributes"), "* filter=evil diff=evil\n");
        foreach (var hook in new[] { "pre-receive", "post-checkout", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc", "post-index-change" })
            File.CreateSymbolicLink(Path.Join(path, "hooks", hook), evil);
        var url = served.Url(Path.GetFileName(path));

        served.Git(version, "clone", "-q", "--bare", url, $"clone{TestContext.CurrentContext.Test.ID}.git");
        foreach (var format in new[] { "tar", "tar.gz", "zip" })
            RealGit.Run(served.Place.Path, "archive", $"--remote={url}", $"--format={format}", "-o", "x.archive", "main");

        served.Git(version, "ls-remote", url).ShouldContain("refs/heads/main");
        File.Exists(served.Place.At("ran")).ShouldBeFalse();
    }

    [Test]
    public void H02_A_partial_clone_is_served_without_fetching_what_it_lacks([Values(0, 2)] int version)
    {
        RealGit.Run(path, "repack", "-q", "-a", "-d");
        var partial = served.Place.At("served", $"partial{version}.git");
        RealGit.Run(path, "config", "uploadpack.allowFilter", "true");
        RealGit.Run(served.Place.Path, "clone", "-q", "--bare", "--filter=blob:none", "file://" + path, partial);
        RealGit.Run(partial, "config", "remote.origin.url", "ext::" + evil);
        RealGit.Run(partial, "config", "remote.origin.uploadpack", evil);
        RealGit.Run(partial, "config", "protocol.ext.allow", "always");
        var before = Directory.GetFiles(Path.Join(partial, "objects"), "*", SearchOption.AllDirectories);

        var (code, _, error) = RealGit.Try(served.Place.Path, "", "-c", $"protocol.version={version}", "clone", "-q", "--bare", served.Url($"partial{version}.git"), $"whole{version}.git");

        code.ShouldNotBe(0);
        error.ShouldContain("remote: aborting due to possible repository corruption on the remote side.");
        served.Errors.ShouldContain(one => one.Message.Contains(" is missing", StringComparison.Ordinal));
        RealGit.Try(served.Place.Path, "", "archive", $"--remote={served.Url($"partial{version}.git")}", "-o", "x.tar", "main").Code.ShouldNotBe(0);
        Directory.GetFiles(Path.Join(partial, "objects"), "*", SearchOption.AllDirectories).ShouldBe(before);
        File.Exists(served.Place.At("ran")).ShouldBeFalse();
    }
}
