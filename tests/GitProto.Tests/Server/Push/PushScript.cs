using System.Text;
using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>A client that pushes to a repository in memory, byte for byte, and checks what must hold after every push that fails.</summary>
internal sealed class PushScript : IDisposable
{
    public const string Main = "refs/heads/main";
    public static readonly string Zero = new('0', 40);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private PushScript(ObjectId first, ObjectId second, MemoryRepository served, MemoryRepository mine) => (First, Second, Served, Mine) = (first, second, served, mine);

    /// <summary>The commit that main is at on the server.</summary>
    public ObjectId First { get; }

    /// <summary>Its child, which only the client has.</summary>
    public ObjectId Second { get; }

    public MemoryRepository Served { get; }

    /// <summary>What the client has: all.</summary>
    public MemoryRepository Mine { get; }

    public ReceivePackRules Rules { get; set; } = ReceivePackRules.Default;

    public GitServerOptions Options { get; set; } = GitServerOptions.Default;

    public static async Task<PushScript> MakeAsync(ObjectFormat format = ObjectFormat.Sha1)
    {
        var (served, mine) = (new MemoryRepository(format), new MemoryRepository(format));
        var first = await served.CommitAsync("HEAD", "first", [("a", "1")]);
        foreach (var id in served.Objects.Ids)
            mine.Objects.Write(served.Objects.TryRead(id)!.Type, served.Objects.TryRead(id)!.Span);
        await mine.Refs.SetAsync(RefName.Parse(Main), first);
        return new PushScript(first, await mine.CommitAsync("HEAD", "second", [("b", "2")]), served, mine);
    }

    public static string Hello(int version = 0) => Pkt("git-receive-pack /r\0host=h\0" + (version == 0 ? "" : $"\0version={version}\0"));

    /// <summary>Commands with a flush behind them.</summary>
    public static string Commands(string capabilities, params IEnumerable<(object Old, object New, string Ref)> commands) =>
        string.Concat(commands.Select((command, number) => Pkt($"{command.Old} {command.New} {command.Ref}" + (number == 0 ? "\0" + capabilities : "")))) + "0000";

    /// <summary>A pack of what some commits reach and others do not.</summary>
    public string Pack(ObjectId want, params ObjectId[] haves) => PackOf(ObjectWalk.Select(Mine.Objects, new ObjectWalkRequest { Wants = [want], Haves = haves }).Ids);

    /// <summary>A pack of exactly these.</summary>
    public string PackOf(params IEnumerable<ObjectId> ids)
    {
        using var bytes = new MemoryStream();
        PackWriter.WriteAsync(bytes, ids, Mine.Objects, new PackWriteOptions { Format = Mine.Format }).GetAwaiter().GetResult();
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    /// <summary>Pushes and hangs up.</summary>
    /// <returns>What the server said after its refs, and how it ended.</returns>
    public async Task<(string Said, Exception? Error)> PushAsync(string sent)
    {
        await using var client = Call(Served, Options with { AllowReceivePack = true, ReceivePack = Rules });
        await client.SendAsync(Hello());
        await client.ReadMessageAsync();
        var sending = client.SendAsync(sent).ContinueWith(_ => client.EndAsync().AsTask(), TaskScheduler.Default).Unwrap();
        var said = await client.ReadToEndAsync().WaitAsync(Patience);
        await sending.WaitAsync(Patience).ContinueWith(_ => { }, TaskScheduler.Default);
        try
        {
            await client.Serving.WaitAsync(Patience);
            return (said, null);
        }
        catch (Exception e) when (client.Serving.IsCompleted)
        {
            e.Message.ShouldNotContain(character => char.IsControl(character));
            return (said, e);
        }
    }

    /// <summary>Pushes in vain: nothing is changed.</summary>
    public async Task<(string Said, Exception? Error)> FailAsync(string sent)
    {
        var (objects, refs) = (Served.Objects.Ids.Count(), Refs());
        var outcome = await PushAsync(sent);
        Served.Objects.Ids.Count().ShouldBe(objects);
        Refs().ShouldBe(refs);
        return outcome;
    }

    public string Refs() => string.Join('\n', Served.Refs.List().Select(found => $"{found.Target} {found.Name}"));

    public ObjectId? At(string name) => Served.Refs.Resolve(RefName.Parse(name));

    /// <summary>A report in which the pack was taken.</summary>
    public static string Report(params IEnumerable<string> outcomes) => Pkt("unpack ok\n") + string.Concat(outcomes.Select(outcome => Pkt(outcome + "\n"))) + "0000";

    public void Dispose()
    {
        Served.Dispose();
        Mine.Dispose();
    }
}
