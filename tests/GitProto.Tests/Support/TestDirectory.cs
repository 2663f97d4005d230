namespace GitProto.Tests;

/// <summary>A directory of its own for one test, without symbolic links in its path.</summary>
internal sealed class TestDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gitproto-").FullName;

    public string At(params string[] names) => System.IO.Path.Join([Path, .. names]);

    /// <summary>Makes what the resolver of the tests takes for a repository.</summary>
    public string MakeRepository(params string[] names)
    {
        var path = At(names);
        Directory.CreateDirectory(path);
        File.WriteAllText(System.IO.Path.Join(path, "HEAD"), "ref: refs/heads/main\n");
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
