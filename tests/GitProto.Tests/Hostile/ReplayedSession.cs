using System.Globalization;
using System.Text;
using GitProto.Client;
using GitProto.Protocol.Tests.Recordings;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A recorded session of real git, with either side played by this library: the other side's bytes come as they were recorded.</summary>
internal sealed class ReplayedSession
{
    private readonly string[] lines;
    private readonly string capabilities;

    public ReplayedSession(RecordedSession session)
    {
        Session = session;
        Said = session.SentBy(RecordedSide.Server);
        var sent = session.SentBy(RecordedSide.Client);
        // Where the service is called for by a packet, the service itself begins behind it.
        Sent = session.Transport == "git" ? sent[Chunks(sent)[0].Length..] : sent;
        lines = [.. Chunks(Sent).Where(chunk => chunk.Length > 4).Select(chunk => Encoding.Latin1.GetString(chunk.AsSpan(4)).TrimEnd('\n'))];
        capabilities = lines.FirstOrDefault(line => line.StartsWith("want ", StringComparison.Ordinal)) ?? "";
    }

    public RecordedSession Session { get; }

    /// <summary>What the server said.</summary>
    public byte[] Said { get; }

    /// <summary>What the client sent to the service.</summary>
    public byte[] Sent { get; }

    private ObjectFormat Format => Session.ObjectFormat == "sha256" ? ObjectFormat.Sha256 : ObjectFormat.Sha1;

    private IReadOnlyList<ObjectId> Wants => [.. Ids("want ")];

    /// <summary>The places to cut a stream at: every end of a packet, and one byte to each side of it.</summary>
    public static IEnumerable<int> Cuts(byte[] stream)
    {
        var at = 0;
        var cuts = new SortedSet<int> { 0, 1 };
        foreach (var chunk in Chunks(stream))
        {
            at += chunk.Length;
            cuts.UnionWith([at - 1, at, at + 1]);
        }
        return cuts.Where(cut => cut < stream.Length);
    }

    /// <summary>The stream once for each of its packets, with an empty one in its place.</summary>
    public static IEnumerable<(int Packet, byte[] Stream)> Emptied(byte[] stream)
    {
        var chunks = Chunks(stream);
        return Enumerable.Range(0, chunks.Count).Select(index => (index, Wire.Join([.. chunks[..index], "0004"u8.ToArray(), .. chunks[(index + 1)..]])));
    }

    /// <summary>Plays the client, which clones all into a repository.</summary>
    public async Task<(Exception? Error, MemoryRepository Repository)> CloneAsync(byte[] said)
    {
        var repository = new MemoryRepository(Format);
        var options = new FetchOptions { RefSpecs = [RefSpec.Mirror], Pack = Pack() };
        return (await PlayAsync(said, session => session.FetchAsync(repository, options).AsTask()), repository);
    }

    /// <summary>Plays the client, which asks for what the recorded one asked for.</summary>
    public Task<Exception?> FetchPackAsync(byte[] said) =>
        PlayAsync(said, session => session.FetchPackAsync(_ => Wants, new ListedHaves([.. Ids("have ")]), Stream.Null, Pack()).AsTask());

    /// <summary>Plays the server.</summary>
    /// <returns>What it said, and how it ended.</returns>
    public async Task<(string Said, Exception? Error)> ServeAsync(IRepository repository, byte[] sent)
    {
        var options = new GitServerOptions
        {
            UploadPack = new UploadPackOptions { AllowFilter = true, AllowRefInWant = true, AllowSidebandAll = true, AllowObjectInfo = true, Wants = WantRule.Any },
        };
        await using var client = await ScriptedClient.CallServiceAsync(sent, repository, new UploadPackRequest { Version = Session.Protocol }, options);
        var said = await client.ReadToEndAsync();
        try
        {
            await client.Serving;
            return (said, null);
        }
        catch (Exception e)
        {
            return (said, e);
        }
    }

    public override string ToString() => Session.Name;

    private static async Task<Exception?> PlayAsync(byte[] said, Func<GitSession, Task> play)
    {
        try
        {
            await using var session = await ScriptedServer.OpenAsync([said]);
            await play(session);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private FetchPackOptions Pack() => new()
    {
        Thin = capabilities.Contains("thin-pack", StringComparison.Ordinal) || lines.Contains("thin-pack"),
        Depth = Depth(),
        Shallows = [.. Ids("shallow ")],
        Filter = lines.FirstOrDefault(line => line.StartsWith("filter ", StringComparison.Ordinal)) is { } filter ? new ByteString(Wire.Bytes(filter[7..])) : default(ByteString?),
        MaxAckMode = capabilities.Contains("multi_ack_detailed", StringComparison.Ordinal) ? AckMode.Detailed : capabilities.Contains("multi_ack", StringComparison.Ordinal) ? AckMode.Multi : AckMode.Single,
        MaxBandMode = capabilities.Contains("side-band-64k", StringComparison.Ordinal) ? BandMode.Large : capabilities.Contains("side-band", StringComparison.Ordinal) ? BandMode.Small : BandMode.None,
    };

    private FetchDepth? Depth()
    {
        var relative = capabilities.Contains("deepen-relative", StringComparison.Ordinal) || lines.Contains("deepen-relative");
        ByteString[] nots = [.. lines.Where(line => line.StartsWith("deepen-not ", StringComparison.Ordinal)).Select(line => new ByteString(Wire.Bytes(line[11..])))];
        if (Number("deepen ") is { } commits)
            return relative ? FetchDepth.MoreBy((int)commits) : FetchDepth.Of((int)commits);
        if (Number("deepen-since ") is { } time)
            return FetchDepth.Since(DateTimeOffset.FromUnixTimeSeconds(time), nots);
        return nots.Length > 0 ? FetchDepth.Not(nots) : null;
    }

    private long? Number(string word) =>
        lines.FirstOrDefault(line => line.StartsWith(word, StringComparison.Ordinal)) is { } found ? long.Parse(found[word.Length..], CultureInfo.InvariantCulture) : null;

    private IEnumerable<ObjectId> Ids(string word) =>
        lines.Where(line => line.StartsWith(word, StringComparison.Ordinal)).Select(line => ObjectId.Parse(line[word.Length..].Split(' ')[0])).Distinct();

    /// <summary>The packets; bytes that are none, a pack without bands, are one piece.</summary>
    private static List<byte[]> Chunks(byte[] stream)
    {
        var chunks = new List<byte[]>();
        for (var at = 0; at < stream.Length;)
        {
            var left = stream.Length - at;
            var isPacket = left >= 4 && int.TryParse(Encoding.Latin1.GetString(stream, at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var said)
                && Math.Max(said, 4) <= left;
            var length = isPacket ? Math.Max(4, Convert.ToInt32(Encoding.Latin1.GetString(stream, at, 4), 16)) : left;
            chunks.Add(stream[at..(at + length)]);
            at += length;
        }
        return chunks;
    }
}
