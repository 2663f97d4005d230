using GitProto.Client;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A repository to push from and one to push to, both of git's making, side by side.</summary>
internal sealed class PushPair : IDisposable
{
    private readonly TestDirectory place = new();
    private bool disposed;

    public PushPair(string format = "sha1", bool rich = true)
    {
        Source = rich ? SourceRepository.MakeRich(place, "source.git", format) : SourceRepository.Make(place, "source.git", format);
        Target = SourceRepository.Make(place, "target.git", format);
        Repository = FileRepository.Open(Source);
    }

    public string Source { get; }

    public string Target { get; }

    public FileRepository Repository { get; }

    public string At(params string[] names) => place.At(names);

    /// <summary>Makes a hook of the target.</summary>
    public void Hook(string name, string script)
    {
        var path = Path.Join(Target, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Sets something in the configuration of the target.</summary>
    public void Config(string name, string value) => RealGit.Run(Target, "config", name, value);

    /// <summary>Pushes to the target through <c>git receive-pack</c>.</summary>
    public Task<PushResult> PushAsync(PushRefsOptions push, CancellationToken cancellationToken, GitClientOptions? options = null) =>
        PushAsync(Repository, push, cancellationToken, options);

    /// <summary>Pushes from another repository.</summary>
    public async Task<PushResult> PushAsync(IRepository repository, PushRefsOptions push, CancellationToken cancellationToken, GitClientOptions? options = null)
    {
        var result = await GitClient.PushAsync(Target, repository, push, (options ?? GitClientOptions.Default) with { ReceivePack = Git }, cancellationToken);
        RealGit.Run(Target, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        return result;
    }

    /// <summary>What a ref of the target leads to; null if there is none.</summary>
    public string? Ref(string name) => Resolve(Target, name);

    /// <summary>What an expression of the source names.</summary>
    public string Id(string expression) => Resolve(Source, expression) ?? throw new ArgumentException(expression);

    public static PushRefsOptions Specs(params string[] specs) => PushRefsOptions.Of(specs);

    /// <summary><c>git receive-pack</c>, cut off from the configuration of user and machine.</summary>
    public static ProcessCommand Git { get; } = new(ExecutablePath.Find("git")!, "receive-pack")
    {
        Environment = new Dictionary<string, string?> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1", ["LC_ALL"] = "C" },
    };

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        Repository.Dispose();
        place.Dispose();
    }

    private static string? Resolve(string path, string name) => RealGit.Try(path, "", "rev-parse", "-q", "--verify", name) is (0, var output, _) ? output.Trim() : null;
}
