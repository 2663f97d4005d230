namespace GitProto.Storage.Tests.Support;

/// <summary>A directory that vanishes with the test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gitproto-test-").FullName;

    public string File(string name) => System.IO.Path.Join(Path, name);

    /// <summary>Removes it. A fixture that takes it away behind each test is disposed of once more.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
