using GitProto.Cli.Tests;

namespace GitProto.Packages.Tests;

/// <summary>The packages, installed elsewhere and at work.</summary>
public sealed class InstalledTests
{
    private const string Samples = "GitProto.Packages.Tests/samples/";
    private string source = null!;

    [OneTimeSetUp]
    public void MakeARepository()
    {
        source = Path.Combine(Packed.Feed.Place, "served");
        Directory.CreateDirectory(source);
        Run.Git(source, "init", "-q", "-b", "main", "project");
        var project = Path.Combine(source, "project");
        Run.Git(project, "commit", "-q", "--allow-empty", "-m", "Begin");
        Run.Git(project, "tag", "v1");
    }

    [Test]
    public void The_quick_start_of_the_readme_does_what_it_says()
    {
        var project = Packed.Feed.CopySample(Samples + "Client", "quick-start");
        File.WriteAllText(Path.Combine(project, "Program.cs"), QuickStart.Code);
        Dotnet.Succeed(project, "build", "-v", "q");
        Dotnet.Succeed(project, "bin/Debug/net10.0/Client.dll").ReplaceLineEndings("\n").ShouldBe(QuickStart.Output);
    }

    [Test]
    public void An_application_serves_and_git_a_client_of_ours_and_the_tool_clone_from_it()
    {
        var host = Packed.Feed.CopySample(Samples + "Host", "host");
        Dotnet.Succeed(host, "build", "-v", "q");
        var client = Packed.Feed.CopySample(Samples + "Client", "client");
        Dotnet.Succeed(client, "build", "-v", "q");
        Dotnet.Succeed(Packed.Feed.Place, "tool", "install", "GitProto.Cli", "--tool-path", "tools");
        var tool = Path.Combine(Packed.Feed.Place, "tools", "gitproto");

        using var running = Run.Start(host, Dotnet.Program, "bin/Debug/net10.0/Host.dll", source);
        try
        {
            var url = running.StandardOutput.ReadLine() + "/git/project";
            Run.Git(Packed.Feed.Place, "clone", "-q", "--mirror", url, "by-git.git");
            Dotnet.Succeed(client, "bin/Debug/net10.0/Client.dll", url, "by-client.git").ReplaceLineEndings("\n").ShouldBe("refs/heads/main\nrefs/tags/v1\n");
            var cloned = Run.With(Packed.Feed.Place, [], tool, "clone", "-q", "--mirror", url, "by-tool.git");
            cloned.Code.ShouldBe(0, cloned.Error);
        }
        finally
        {
            running.Kill();
            running.WaitForExit();
        }
        foreach (var clone in new[] { "by-git.git", "client/by-client.git", "by-tool.git" })
            Refs(Path.Combine(Packed.Feed.Place, clone)).ShouldBe(Refs(Path.Combine(source, "project")), clone);
    }

    private static string Refs(string repository) => Run.Git(repository, "for-each-ref", "--format=%(objectname) %(refname)");
}
