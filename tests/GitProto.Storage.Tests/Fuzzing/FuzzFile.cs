using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>A file that is written anew for each input, for what reads nothing but files. It is open for as long as the tests run, and goes with them.</summary>
internal sealed class FuzzFile : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FileStream file;

    private FuzzFile(string name)
    {
        Path = directory.File(name);
        file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    public string Directory => directory.Path;

    public string Path { get; }

    public static Lazy<FuzzFile> Named(string name) => new(() => new FuzzFile(name));

    public void Write(ReadOnlySpan<byte> content)
    {
        RandomAccess.SetLength(file.SafeFileHandle, content.Length);
        RandomAccess.Write(file.SafeFileHandle, content, 0);
    }

    public void Dispose()
    {
        file.Dispose();
        directory.Dispose();
    }
}
