namespace GitProto.Cli.Tests;

/// <summary>A directory of its own with a repository of git's in it: <c>a</c>, with branches, both kinds of tags and a symbolic branch.</summary>
internal sealed class Sample : IDisposable
{
    public Sample()
    {
        Run.Git(Path, "init", "-q", "-b", "main", "a");
        foreach (var text in new[] { "one", "two", "three" })
            Commit(text);
        Run.Git(Repository, "tag", "v1.0");
        Run.Git(Repository, "tag", "-a", "v1.1", "-m", "annotated");
        Run.Git(Repository, "branch", "topic/deep", "HEAD~1");
        Run.Git(Repository, "symbolic-ref", "refs/heads/link", "refs/heads/main");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("gitproto-cli-").FullName;

    public string Repository => At("a");

    public string At(string name) => System.IO.Path.Join(Path, name);

    public void Commit(string text)
    {
        File.AppendAllText(System.IO.Path.Join(Repository, "file"), text + "\n");
        Run.Git(Repository, "add", "file");
        Run.Git(Repository, "commit", "-q", "-m", text);
    }

    /// <summary>Makes a pack of all.</summary>
    public string Pack()
    {
        Run.Git(Repository, "gc", "-q");
        File.Copy(Directory.GetFiles(System.IO.Path.Join(Repository, ".git", "objects", "pack"), "*.pack").Single(), At("p.pack"));
        return At("p.pack");
    }

    /// <summary>Makes a tree in <c>a</c> that would be written into a repository.</summary>
    public string EvilTree()
    {
        var blob = Run.GitWith(Repository, "x"u8.ToArray(), "hash-object", "-w", "--stdin").Output.TrimEnd();
        return Run.GitWith(Repository, [.. "100644 .git\0"u8, .. Convert.FromHexString(blob)], "hash-object", "-t", "tree", "--literally", "-w", "--stdin").Output.TrimEnd();
    }

    /// <summary>The refs of a repository as git names them.</summary>
    public string Refs(string name) => Run.Git(At(name), "for-each-ref", "--format=%(objectname) %(refname)");

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
