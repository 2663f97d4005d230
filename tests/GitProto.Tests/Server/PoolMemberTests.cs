using System.Text;
using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>Two repositories borrow their objects from one pool; who has access to one of them gets nothing of the other in strict mode.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class PoolMemberTests : IDisposable
{
    private static readonly string Zero = new('0', 40);
    private readonly TestDirectory place = new();
    private string member = null!;
    private string main = null!;
    private ObjectId secret;
    private ObjectId secretBlob;
    private ObjectId secretTree;

    public void Dispose() => place.Dispose();

    [SetUp]
    public void Make()
    {
        var pool = SourceRepository.MakeRich(place, $"pool{TestContext.CurrentContext.Test.ID}.git", commits: 12);
        main = RealGit.Run(pool, "rev-parse", "main");
        var blob = RealGit.Try(pool, "the secret of the other tenant, long enough to be a base\n", "hash-object", "-w", "--stdin").Output.Trim();
        var tree = RealGit.Try(pool, $"100644 blob {blob}\tsecret\n", "mktree").Output.Trim();
        secret = ObjectId.Parse(RealGit.Run(pool, "commit-tree", "-p", "main", "-m", "secret", tree));
        (secretBlob, secretTree) = (ObjectId.Parse(blob), ObjectId.Parse(tree));
        RealGit.Run(pool, "update-ref", "refs/remotes/other/main", $"{secret}");
        member = SourceRepository.Make(place, $"member{TestContext.CurrentContext.Test.ID}.git", "sha1");
        File.WriteAllText(Path.Join(member, "objects", "info", "alternates"), Path.Join(pool, "objects") + "\n");
        RealGit.Run(member, "update-ref", "refs/heads/main", main);
        RealGit.Run(member, "cat-file", "-t", $"{secret}").ShouldBe("commit");
    }

    [Test]
    public async Task H13_A_member_of_a_pool_is_given_nothing_of_another([Values(0, 1, 2)] int version, [Values(WantRule.Tips, WantRule.HiddenTips, WantRule.Reachable)] WantRule rule)
    {
        var options = new GitServerOptions { UploadPack = new UploadPackOptions { Wants = rule, WantsV2 = rule, StrictHaves = true } };
        foreach (var id in new[] { secret, secretBlob, secretTree })
        {
            var want = version == 2 ? Command($"want {id}", "done") : Pkt($"want {id}\n") + "0000" + Pkt("done\n");
            (await SayAsync(Hello(version) + want, options)).ShouldContain($"ERR upload-pack: not our ref {id}");
            var have = version == 2 ? Command($"want {main}", $"have {id}") : Pkt($"want {main} multi_ack_detailed\n") + "0000" + Pkt($"have {id}\n") + "0000";
            var said = await SayAsync(Hello(version) + have, options);
            said.ShouldContain("NAK");
            said.ShouldNotContain($"{id}");
        }
    }

    [Test]
    public async Task H13_Nor_gets_it_anything_by_a_push()
    {
        using var mine = new MemoryRepository();
        var author = new Signature("A", "a@example.com", DateTimeOffset.UnixEpoch);
        var onTree = mine.Objects.WriteCommit(secretTree, [], author, author, "with their tree");
        var onCommit = mine.Objects.WriteCommit(mine.Objects.Write(ObjectType.Tree, []), [secret], author, author, "on their commit");
        var ownTree = mine.Objects.Write(ObjectType.Tree, [.. "100644 x\0"u8, .. ObjectId.AsSpan(secretBlob)]);
        var onBlob = mine.Objects.WriteCommit(ownTree, [], author, author, "with their blob");
        var content = Encoding.ASCII.GetBytes("the secret of the other tenant, long enough to be a base\n");
        var thin = Encoding.Latin1.GetString(ThinPack.Make(secretBlob, content, "x"u8.ToArray(), out var made));

        foreach (var (id, pack) in new[]
        {
            (secret, Pack(mine)), (secretBlob, Pack(mine)), (onTree, Pack(mine, onTree)), (onCommit, Pack(mine, onCommit, mine.Objects.Write(ObjectType.Tree, []))), (onBlob, Pack(mine, onBlob, ownTree)), (made, thin),
        })
        {
            var before = RealGit.Run(member, "for-each-ref") + string.Join('\n', Directory.GetFiles(member, "*", SearchOption.AllDirectories).Order());
            var said = await SayAsync(PushScript.Hello() + PushScript.Commands("report-status", (Zero, id, "refs/tags/stolen")) + pack, Receiving(strict: true));

            said.ShouldContain(pack == thin ? "unpack index-pack abnormal exit" : "ng refs/tags/stolen missing necessary objects");
            said.ShouldNotContain(".have");
            (RealGit.Run(member, "for-each-ref") + string.Join('\n', Directory.GetFiles(member, "*", SearchOption.AllDirectories).Order())).ShouldBe(before);
        }
    }

    [Test]
    public async Task H13_Without_strict_mode_it_is_as_with_git()
    {
        var said = await SayAsync(PushScript.Hello() + "0000", Receiving(strict: false));

        said.ShouldContain($"{secret} .have");
        (await SayAsync(PushScript.Hello() + "0000", Receiving(strict: true))).ShouldNotContain(".have");
    }

    private static GitServerOptions Receiving(bool strict) => new() { AllowReceivePack = true, ReceivePack = new ReceivePackRules { Strict = strict } };

    private static string Command(params IEnumerable<string> arguments) => Pkt("command=fetch\n") + "0001" + string.Concat(arguments.Select(argument => Pkt(argument + "\n"))) + "0000";

    private static string Pack(MemoryRepository repository, params IEnumerable<ObjectId> ids)
    {
        using var bytes = new MemoryStream();
        PackWriter.WriteAsync(bytes, ids, repository.Objects, new PackWriteOptions()).GetAwaiter().GetResult();
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    private async Task<string> SayAsync(string sent, GitServerOptions options)
    {
        using var repository = FileRepository.Open(member);
        await using var client = Call(repository, options);
        await client.SendAsync(sent);
        var said = client.ReadToEndAsync();
        await client.EndAsync().AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
        return await said;
    }
}
