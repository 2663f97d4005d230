using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>Docker, through its Engine API, where <c>DOCKER_HOST</c> or the current context of its own client says.</summary>
internal sealed class DockerEngine : IContainerEngine
{
    private const int LastLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly DockerClient client = new DockerClientBuilder().WithTimeout(Timeout.InfiniteTimeSpan).Build();

    public async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await client.System.PingAsync(patience.Token);
            return null;
        }
        catch (Exception e) when (e is DockerApiException or HttpRequestException or IOException or TimeoutException or System.Net.Sockets.SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"no container engine answers ({(e.InnerException ?? e).Message})";
        }
    }

    public async Task<IReadOnlyList<string>> NamesAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await client.Images.InspectImageAsync(image, cancellationToken)).RepoTags ?? []];
        }
        catch (DockerImageNotFoundException)
        {
            return [];
        }
        catch (DockerApiException e)
        {
            throw Said(e);
        }
    }

    public Task PullAsync(string image, CancellationToken cancellationToken)
    {
        var (name, tag) = Split(image);
        return WatchAsync(said => client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = name, Tag = tag }, null, said, cancellationToken));
    }

    public Task ImportAsync(Stream tar, string image, CancellationToken cancellationToken)
    {
        var (name, tag) = Split(image);
        return WatchAsync(said => client.Images.CreateImageAsync(new ImagesCreateParameters { FromSrc = "-", Repo = name, Tag = tag }, tar, null, said, cancellationToken));
    }

    public Task BuildAsync(Stream context, string from, string image, CancellationToken cancellationToken)
    {
        var parameters = new ImageBuildParameters { Tags = [image], Remove = true, BuildArgs = new Dictionary<string, string> { ["BASE"] = from } };
        return WatchAsync(said => client.Images.BuildImageFromDockerfileAsync(parameters, context, null, null, said, cancellationToken));
    }

    public Task NameAsync(string image, string name, CancellationToken cancellationToken)
    {
        var (repository, tag) = Split(name);
        return AskAsync(() => client.Images.TagImageAsync(image, new ImageTagParameters { RepositoryName = repository, Tag = tag }, cancellationToken));
    }

    public async Task<string> StartAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var host = new HostConfig { Binds = [.. spec.Directories.Select(one => $"{one.Key}:{one.Value}")] };
        var parameters = new CreateContainerParameters { Image = spec.Image, Cmd = [.. spec.Command], Labels = new Dictionary<string, string>(spec.Labels), HostConfig = host };
        if (spec.Port is { } port)
        {
            parameters.ExposedPorts = new Dictionary<string, EmptyStruct> { [Tcp(port)] = default };
            host.PortBindings = new Dictionary<string, IList<PortBinding>> { [Tcp(port)] = [new PortBinding { HostIP = "127.0.0.1", HostPort = "" }] };
        }
        else
        {
            host.NetworkMode = "host";
        }
        var id = (await AskAsync(() => client.Containers.CreateContainerAsync(parameters, cancellationToken))).ID;
        try
        {
            await AskAsync(() => client.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken));
            return id;
        }
        catch
        {
            await RemoveAsync(id, CancellationToken.None);
            throw;
        }
    }

    public async Task<int> PortAsync(string container, int port, CancellationToken cancellationToken)
    {
        var seen = await AskAsync(() => client.Containers.InspectContainerAsync(container, cancellationToken));
        return seen.NetworkSettings?.Ports?.TryGetValue(Tcp(port), out var bound) == true && bound is [var one, ..]
            ? int.Parse(one.HostPort, CultureInfo.InvariantCulture)
            : throw new ConformanceException($"the container has ended: {await LogAsync(container, cancellationToken)}");
    }

    public async Task<bool> IsRunningAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.Containers.InspectContainerAsync(container, cancellationToken)).State?.Running == true;
        }
        catch (DockerContainerNotFoundException)
        {
            return false;
        }
        catch (DockerApiException e)
        {
            throw Said(e);
        }
    }

    public async Task<ProgramEnd> ExecAsync(
        string container, string user, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var parameters = new ContainerExecCreateParameters
        {
            AttachStdout = true,
            AttachStderr = true,
            User = user,
            Cmd = [.. command],
            Env = [.. environment.Select(one => $"{one.Key}={one.Value}")],
        };
        var id = (await AskAsync(() => client.Exec.CreateContainerExecAsync(container, parameters, cancellationToken))).ID;
        using var said = await AskAsync(() => client.Exec.StartContainerExecAsync(id, new ContainerExecStartParameters(), cancellationToken));
        var (output, error) = await said.ReadOutputToEndAsync(cancellationToken);
        var ended = await AskAsync(() => client.Exec.InspectContainerExecAsync(id, cancellationToken));
        return new ProgramEnd((int)(ended.ExitCode ?? -1), output, error);
    }

    public async Task<string> LogAsync(string container, CancellationToken cancellationToken)
    {
        var parameters = new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = "200" };
        using var log = await AskAsync(() => client.Containers.GetContainerLogsAsync(container, parameters, cancellationToken));
        var (output, error) = await log.ReadOutputToEndAsync(cancellationToken);
        return output + error;
    }

    public async Task RemoveAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken);
        }
        catch (DockerApiException e) when (e is DockerContainerNotFoundException || e.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            // It is gone, or its removal is already under way.
        }
        catch (DockerApiException e)
        {
            throw Said(e);
        }
    }

    public async Task<IReadOnlyList<(string Container, string Value)>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var parameters = new ContainersListParameters { All = true, Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [label] = true } } };
        return [.. (await AskAsync(() => client.Containers.ListContainersAsync(parameters, cancellationToken))).Select(one => (one.ID, one.Labels[label]))];
    }

    public void Dispose() => client.Dispose();

    private static string Tcp(int port) => string.Create(CultureInfo.InvariantCulture, $"{port}/tcp");

    private static (string Name, string Tag) Split(string image) => image.LastIndexOf(':') is > 0 and var colon ? (image[..colon], image[(colon + 1)..]) : (image, "latest");

    private static ConformanceException Said(Exception e) => new($"the container engine says: {e.Message}", e);

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (DockerApiException e)
        {
            throw Said(e);
        }
    }

    private static Task<bool> AskAsync(Func<Task> ask) => AskAsync(async () =>
    {
        await ask();
        return true;
    });

    /// <summary>What goes on for a while says its errors in the stream that it answers with.</summary>
    private static async Task WatchAsync(Func<IProgress<JSONMessage>, Task> run)
    {
        var said = new Words();
        await AskAsync(() => run(said));
        if (said.Error is { } error)
            throw new ConformanceException($"the container engine says: {error.Trim()}\n{said.Last}".TrimEnd());
    }

    private sealed class Words : IProgress<JSONMessage>
    {
        private readonly Queue<string> last = new();

        public string? Error { get; private set; }

        public string Last => string.Concat(last);

        public void Report(JSONMessage value)
        {
            Error ??= value.Error?.Message;
            last.Enqueue(value.Stream ?? "");
            if (last.Count > LastLines)
                last.Dequeue();
        }
    }
}
