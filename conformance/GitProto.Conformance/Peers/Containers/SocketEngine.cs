using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>Docker's Engine API over its Unix socket: the few calls that the suite needs. A package can take the place of this file.</summary>
/// <remarks>Source: Docker Engine API v1.41, which engines since 20.10 speak.</remarks>
internal sealed class SocketEngine : IContainerEngine
{
    private const string UnixScheme = "unix://";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly string socket;
    private readonly HttpClient http;

    public SocketEngine()
    {
        var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
        socket = host?.StartsWith(UnixScheme, StringComparison.Ordinal) == true ? host[UnixScheme.Length..] : "/var/run/docker.sock";
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync }) { BaseAddress = new Uri("http://docker/v1.41/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await SendAsync(HttpMethod.Get, "_ping", null, patience.Token);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or ConformanceException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"no container engine answers at {socket} ({e.Message})";
        }
    }

    public async Task<IReadOnlyList<string>> NamesAsync(string image, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"images/{image}/json", cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? [] : [.. (await ReadAsync(answer, cancellationToken))!["RepoTags"]!.AsArray().Select(name => (string)name!)];
    }

    public Task PullAsync(string image, CancellationToken cancellationToken) => WatchAsync($"images/create?fromImage={Uri.EscapeDataString(image)}", null, cancellationToken);

    public Task ImportAsync(Stream tar, string image, CancellationToken cancellationToken)
    {
        var (name, tag) = Split(image);
        return WatchAsync($"images/create?fromSrc=-&repo={Uri.EscapeDataString(name)}&tag={Uri.EscapeDataString(tag)}", tar, cancellationToken);
    }

    public Task BuildAsync(Stream context, string from, string image, CancellationToken cancellationToken) =>
        WatchAsync($"build?t={Uri.EscapeDataString(image)}&rm=true&buildargs={Uri.EscapeDataString(new JsonObject { ["BASE"] = from }.ToJsonString())}", context, cancellationToken);

    public Task NameAsync(string image, string name, CancellationToken cancellationToken)
    {
        var (repository, tag) = Split(name);
        return SendAsync(HttpMethod.Post, $"images/{image}/tag?repo={Uri.EscapeDataString(repository)}&tag={Uri.EscapeDataString(tag)}", null, cancellationToken);
    }

    public async Task<string> StartAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var host = new JsonObject { ["Binds"] = new JsonArray([.. spec.Directories.Select(one => (JsonNode)$"{one.Key}:{one.Value}")]) };
        var body = new JsonObject
        {
            ["Image"] = spec.Image,
            ["Cmd"] = Words(spec.Command),
            ["Labels"] = new JsonObject(spec.Labels.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
            ["HostConfig"] = host,
        };
        if (spec.Port is { } port)
        {
            body["ExposedPorts"] = new JsonObject { [Tcp(port)] = new JsonObject() };
            host["PortBindings"] = new JsonObject { [Tcp(port)] = new JsonArray(new JsonObject { ["HostIp"] = "127.0.0.1", ["HostPort"] = "" }) };
        }
        else
        {
            host["NetworkMode"] = "host";
        }
        var id = (string)(await SendAsync(HttpMethod.Post, "containers/create", body, cancellationToken))!["Id"]!;
        try
        {
            await SendAsync(HttpMethod.Post, $"containers/{id}/start", null, cancellationToken);
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
        var seen = await SendAsync(HttpMethod.Get, $"containers/{container}/json", null, cancellationToken);
        return seen!["NetworkSettings"]!["Ports"]?[Tcp(port)]?[0]?["HostPort"] is { } found
            ? int.Parse((string)found!, CultureInfo.InvariantCulture)
            : throw new ConformanceException($"the container has ended: {await LogAsync(container, cancellationToken)}");
    }

    public async Task<ProgramEnd> ExecAsync(
        string container, string user, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var made = await SendAsync(HttpMethod.Post, $"containers/{container}/exec", new JsonObject
        {
            ["AttachStdout"] = true,
            ["AttachStderr"] = true,
            ["User"] = user,
            ["Cmd"] = Words(command),
            ["Env"] = Words([.. environment.Select(one => $"{one.Key}={one.Value}")]),
        }, cancellationToken);
        var id = (string)made!["Id"]!;
        using var start = new HttpRequestMessage(HttpMethod.Post, $"exec/{id}/start") { Content = JsonContent.Create(new JsonObject { ["Detach"] = false, ["Tty"] = false }) };
        using var answer = await http.SendAsync(start, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var (output, error) = await PartsAsync(answer, cancellationToken);
        var ended = await SendAsync(HttpMethod.Get, $"exec/{id}/json", null, cancellationToken);
        return new ProgramEnd((int)ended!["ExitCode"]!, output, error);
    }

    public async Task<string> LogAsync(string container, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"containers/{container}/logs?stdout=true&stderr=true&tail=200", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var (output, error) = await PartsAsync(answer, cancellationToken);
        return output + error;
    }

    public async Task RemoveAsync(string container, CancellationToken cancellationToken)
    {
        using var answer = await http.DeleteAsync($"containers/{container}?force=true&v=true", cancellationToken);
        // 409: its removal is already under way.
        if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
            await ReadAsync(answer, cancellationToken);
    }

    public async Task<IReadOnlyList<(string Container, string Value)>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var filters = new JsonObject { ["label"] = new JsonArray(label) }.ToJsonString();
        var found = await SendAsync(HttpMethod.Get, $"containers/json?all=true&filters={Uri.EscapeDataString(filters)}", null, cancellationToken);
        return [.. found!.AsArray().Select(one => ((string)one!["Id"]!, (string)one["Labels"]![label]!))];
    }

    public void Dispose() => http.Dispose();

    private static string Tcp(int port) => string.Create(CultureInfo.InvariantCulture, $"{port}/tcp");

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    private static (string Name, string Tag) Split(string image) => image.LastIndexOf(':') is > 0 and var colon ? (image[..colon], image[(colon + 1)..]) : (image, "latest");

    /// <summary>What goes on for a while says its errors in the stream that it answers with.</summary>
    private async Task WatchAsync(string path, Stream? tar, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (tar is not null)
            request.Content = new StreamContent(tar) { Headers = { { "Content-Type", "application/x-tar" } } };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var last = new Queue<string>();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            var said = line.StartsWith('{') ? JsonNode.Parse(line) : null;
            if ((string?)said?["error"] is { } error || (!answer.IsSuccessStatusCode && (error = (string?)said?["message"] ?? line) is not null))
                throw new ConformanceException($"the container engine says: {error.Trim()}\n{string.Concat(last)}".TrimEnd());
            last.Enqueue((string?)said?["stream"] ?? "");
            if (last.Count > 20)
                last.Dequeue();
        }
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var json = text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null;
        return answer.IsSuccessStatusCode ? json : throw new ConformanceException($"the container engine says: {(json as JsonObject)?["message"] ?? text}");
    }

    /// <summary>Both outputs come in pieces, each behind eight bytes: which of them, three zeros, the length.</summary>
    private static async Task<(string Output, string Error)> PartsAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
            await ReadAsync(answer, cancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream output = new(), error = new();
        var head = new byte[8];
        while (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) == head.Length)
        {
            var piece = new byte[BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4))];
            await stream.ReadExactlyAsync(piece, cancellationToken);
            (head[0] == 2 ? error : output).Write(piece);
        }
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
