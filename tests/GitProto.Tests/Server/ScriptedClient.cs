using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A client that sends what a test says, byte for byte.</summary>
internal sealed class ScriptedClient : IAsyncDisposable
{
    private readonly InProcessConnection near;

    private ScriptedClient(InProcessConnection near, Task serving) => (this.near, Serving) = (near, serving);

    /// <summary>Calls a server that finds something sent already; no more than one direction of the connection holds.</summary>
    public static async Task<ScriptedClient> CallWithAsync(
        string sent, IRepository repository, GitServerOptions? options = null, int capacity = InProcessConnection.DefaultCapacity, CancellationToken cancellationToken = default)
    {
        var (client, server) = InProcessConnection.CreatePair(capacity);
        await client.Output.WriteAsync(Encoding.Latin1.GetBytes(sent), cancellationToken);
        return new ScriptedClient(client, ServeAsync(server, new DictionaryResolver { ["/r"] = repository }, options, cancellationToken));
    }

    /// <summary>The server's work; it ends with the connection.</summary>
    public Task Serving { get; }

    public PipeReader Input => near.Input;

    /// <summary>A service that finds a whole conversation sent already, and then its end.</summary>
    public static async Task<ScriptedClient> CallServiceAsync(byte[] sent, IRepository repository, UploadPackRequest request, GitServerOptions options)
    {
        var (client, server) = InProcessConnection.CreatePair();
        await client.Output.WriteAsync(sent);
        await client.CloseWriteAsync();
        return new ScriptedClient(client, Task.Run(async () =>
        {
            await using (server)
                await UploadPackServer.ServeAsync(server, repository, request, options);
        }));
    }

    /// <summary>Calls a server that has one repository, <c>/r</c>.</summary>
    public static ScriptedClient Call(IRepository repository, GitServerOptions? options = null, int capacity = InProcessConnection.DefaultCapacity) =>
        Call(new DictionaryResolver { ["/r"] = repository }, options, capacity);

    public static ScriptedClient Call(IRepositoryResolver resolver, GitServerOptions? options = null, int capacity = InProcessConnection.DefaultCapacity)
    {
        var (client, server) = InProcessConnection.CreatePair(capacity);
        return new ScriptedClient(client, ServeAsync(server, resolver, options, default));
    }

    /// <summary>A data packet.</summary>
    public static string Pkt(string text) => (text.Length + 4).ToString("x4", CultureInfo.InvariantCulture) + text;

    /// <summary>The packet that calls for the repository <c>/r</c>.</summary>
    public static string Hello(int version) => Pkt("git-upload-pack /r\0host=h\0" + (version == 0 ? "" : $"\0version={version}\0"));

    /// <summary>Sends text, a byte for each character.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            foreach (var chunk in Encoding.Latin1.GetBytes(text).Chunk(64 << 10))
                await near.Output.WriteAsync(chunk);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The server has hung up; what it thought of this is seen elsewhere.
        }
    }

    public async ValueTask EndAsync()
    {
        try
        {
            await near.CloseWriteAsync();
        }
        catch (IOException)
        {
            // As above.
        }
    }

    /// <summary>Reads packets up to one that carries no data.</summary>
    public async Task<List<string>> ReadMessageAsync()
    {
        var lines = new List<string>();
        while (await ReadPacketAsync() is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>Reads one packet; null for one without data, and at the end.</summary>
    public async Task<string?> ReadPacketAsync()
    {
        var head = await near.Input.ReadAtLeastAsync(4);
        if (head.Buffer.Length < 4)
            return null;
        var length = int.Parse(Text(head.Buffer.Slice(0, 4)), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        near.Input.AdvanceTo(head.Buffer.GetPosition(4));
        if (length <= 4)
            return null;
        var body = await near.Input.ReadAtLeastAsync(length - 4);
        var text = Text(body.Buffer.Slice(0, length - 4));
        near.Input.AdvanceTo(body.Buffer.GetPosition(length - 4));
        return text;
    }

    /// <summary>Reads all that the server says until it hangs up.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        try
        {
            await near.Input.CopyToAsync(all);
        }
        catch (IOException)
        {
            // It hung up for a reason, which is seen elsewhere.
        }
        return Encoding.Latin1.GetString(all.ToArray());
    }

    public ValueTask DisposeAsync() => near.DisposeAsync();

    private static async Task ServeAsync(InProcessConnection server, IRepositoryResolver resolver, GitServerOptions? options, CancellationToken cancellationToken)
    {
        await using (server)
            await GitServer.ServeAsync(server, null, resolver, options, cancellationToken: cancellationToken);
    }

    private static string Text(System.Buffers.ReadOnlySequence<byte> bytes) => Encoding.Latin1.GetString(System.Buffers.BuffersExtensions.ToArray(bytes));
}
