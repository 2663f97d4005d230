using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>The image of a release: found, or made of the files in <c>conformance/docker</c>. Another recipe is another image.</summary>
internal sealed partial class PeerImage(IContainerEngine engine, ContainerRun run, DebianRelease release, Action<string> say) : IDisposable
{
    private static readonly string[] Recipe = ["Dockerfile", "apache.conf", "serve", "sshd.conf"];
    private static readonly TimeSpan PullPatience = TimeSpan.FromMinutes(5);
    private static readonly string Place = Path.Join(AppContext.BaseDirectory, "docker");
    private static readonly Lazy<string> RecipeName = new(() => Convert.ToHexStringLower(SHA256.HashData([.. Recipe.SelectMany(name => File.ReadAllBytes(Path.Join(Place, name)))]))[..12]);
    private readonly SemaphoreSlim one = new(1);

    /// <summary>The name of the image.</summary>
    public string Name => $"gitproto/peer-{release.Suite}:{RecipeName.Value}";

    /// <summary>The version of git in it, such as <c>2.39</c>; null if there is no image yet.</summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken) =>
        (await engine.NamesAsync(Name, cancellationToken)).Select(name => VersionName().Match(name)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>Makes it unless it is there.</summary>
    /// <returns>The version of git in it.</returns>
    /// <exception cref="ConformanceException">It cannot be made.</exception>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            return await VersionAsync(cancellationToken) ?? await MakeAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var from = await BaseAsync(cancellationToken);
        say($"building the image of Debian {release.Suite} from {from}");
        using var context = new MemoryStream();
        await using (var tar = new TarWriter(context, leaveOpen: true))
        {
            foreach (var name in Recipe)
                await tar.WriteEntryAsync(Path.Join(Place, name), name, cancellationToken);
        }
        context.Position = 0;
        await engine.BuildAsync(context, from, Name, cancellationToken);
        var container = await run.StartAsync(new ContainerSpec(Name, "sleep", "60"), cancellationToken);
        try
        {
            var said = await engine.ExecAsync(container, "git", ["git", "--version"], new Dictionary<string, string>(), cancellationToken);
            var version = GitVersion().Match(said.Output) is { Success: true } match ? match.Groups[1].Value : throw new ConformanceException($"the git of the image of {release.Suite} says: {said.Output}{said.Error}");
            await engine.NameAsync(Name, $"gitproto/git-{version}:{RecipeName.Value}", cancellationToken);
            return version;
        }
        finally
        {
            await run.RemoveAsync(container);
        }
    }

    /// <summary>The bare system: one of ours, the registry's, or made now.</summary>
    private async Task<string> BaseAsync(CancellationToken cancellationToken)
    {
        var (own, registry) = ($"gitproto/debian:{release.Suite}", $"debian:{release.Suite}-slim");
        foreach (var name in new[] { own, registry })
        {
            if ((await engine.NamesAsync(name, cancellationToken)).Count > 0)
                return name;
        }
        string why;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PullPatience);
        try
        {
            await engine.PullAsync(registry, patience.Token);
            return registry;
        }
        catch (Exception e) when (e is ConformanceException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            why = e.Message;
        }
        say($"making a base for Debian {release.Suite} by debootstrap, for {registry} cannot be had: {why}");
        using var script = Programs.Start(new ProgramCall("/bin/sh", Path.Join(Place, "base.sh"), release.Suite));
        var errors = script.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await engine.ImportAsync(script.StandardOutput.BaseStream, own, cancellationToken);
            await script.WaitForExitAsync(cancellationToken);
        }
        catch
        {
            Programs.End(script);
            throw;
        }
        // What a script that failed has left is no system.
        return script.ExitCode == 0 ? own : throw new ConformanceException($"no base for Debian {release.Suite}: the registry has none ({why}), and base.sh failed: {(await errors).Trim()}");
    }

    [GeneratedRegex(@"^git version (\d+\.\d+)")]
    private static partial Regex GitVersion();

    [GeneratedRegex(@"^gitproto/git-(\d+\.\d+):")]
    private static partial Regex VersionName();
}
