using System.Globalization;
using System.Text;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Rows of what a client may ask for, and how much of it.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HostileRequestTests
{
    private HostileServer server = null!;

    [SetUp]
    public async Task Make() => server = await HostileServer.MakeAsync();

    [TearDown]
    public void Stop() => server.Dispose();

    [Test]
    public async Task N01_Half_a_million_unknown_haves_leave_memory_flat_in_v0()
    {
        var text = new StringBuilder(ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {server.Commit} multi_ack_detailed ofs-delta\n") + "0000");
        for (var number = 0; number < 500_000; number++)
            text.Append("0032have ").Append(number.ToString("x40", CultureInfo.InvariantCulture)).Append(number % 250 == 249 ? "\n0000" : "\n");
        text.Append(ScriptedClient.Pkt("done\n"));

        var (said, error) = await server.TalkAsync(text.ToString());

        error.ShouldBeNull();
        said.Split("0008NAK\n").Length.ShouldBe(2_002);
        said.ShouldContain("PACK", Case.Sensitive);
    }

    [Test]
    public async Task N01_The_same_have_many_times_is_acknowledged_once_in_v2()
    {
        var haves = string.Concat(Enumerable.Repeat(ScriptedClient.Pkt($"have {server.Tag}\n"), 100_000));

        var (said, error) = await server.TalkAsync(Fetch($"want {server.Commit}\n") + haves + "0000");

        error.ShouldBeNull();
        said.Split("ACK ").Length.ShouldBe(2);
    }

    [Test]
    public async Task N01_More_lines_than_a_message_may_have_are_a_limit()
    {
        using var strict = await HostileServer.MakeAsync(new GitServerOptions { WireLimits = new WireLimits { MaxLinesPerMessage = 1_000 } });
        var haves = string.Concat(Enumerable.Range(0, 2_000).Select(number => ScriptedClient.Pkt($"have {number:x40}\n")));

        (await strict.RefusesAsync<LimitExceededException>(Fetch($"want {strict.Commit}\n") + haves + "0000")).ShouldContain(nameof(WireLimits.MaxLinesPerMessage));
    }

    [Test]
    public async Task N01_Names_to_exclude_and_boundaries_are_limited()
    {
        var nots = string.Concat(Enumerable.Repeat(ScriptedClient.Pkt("deepen-not main"), 2_000));
        await server.RefusesAsync<LimitExceededException>(Fetch($"want {server.Commit}\n") + nots + "0000");
        using var strict = await HostileServer.MakeAsync(new GitServerOptions { Limits = new GitServerLimits { MaxShallows = 10, MaxWants = 10 } });
        var shallows = string.Concat(Enumerable.Range(0, 11).Select(number => ScriptedClient.Pkt($"shallow {number:x40}")));
        await strict.RefusesAsync<LimitExceededException>(Fetch($"want {strict.Commit}\n") + shallows + "0000");
        var wants = string.Concat(Enumerable.Range(0, 11).Select(number => ScriptedClient.Pkt($"want {number:x40}\n")));
        await strict.RefusesAsync<LimitExceededException>(Fetch() + wants + "0000");
    }

    [Test]
    public async Task N01_A_boundary_that_is_missing_is_passed_over_and_one_that_is_no_commit_refused()
    {
        var blob = server.Served.Objects.Write(ObjectType.Blob, "x"u8);
        (await server.TalkAsync(Fetch($"want {server.Commit}\n", $"shallow {new string('1', 40)}", "done\n") + "0000")).Error.ShouldBeNull();
        await server.RefusesAsync<ObjectRefusedException>(Fetch($"want {server.Commit}\n", $"shallow {blob}", "done\n") + "0000");
    }

    [Test]
    public async Task N03_Too_many_prefixes_are_all_ignored()
    {
        var prefixes = string.Concat(Enumerable.Range(0, 70_000).Select(number => ScriptedClient.Pkt($"ref-prefix x{number}\n")));

        var (said, error) = await server.TalkAsync(ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=ls-refs\n") + "0001" + prefixes + "0000");

        error.ShouldBeNull();
        said.ShouldContain("refs/tags/v1");
    }

    [Test]
    public async Task N03_Sizes_are_told_only_where_that_is_allowed_and_of_a_million_objects_to_nobody()
    {
        var question = ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=object-info\n") + "0001";
        await server.RefusesAsync<MalformedMessageException>(question + ScriptedClient.Pkt($"oid {server.Commit}\n") + "0000");
        using var willing = await HostileServer.MakeAsync(new GitServerOptions { UploadPack = new UploadPackOptions { AllowObjectInfo = true } });
        var flood = new StringBuilder(question);
        for (var number = 0; number < 1_000_000; number++)
            flood.Append("0030oid ").Append(number.ToString("x40", CultureInfo.InvariantCulture));

        (await willing.RefusesAsync<LimitExceededException>(flood.Append("0000").ToString())).ShouldContain(nameof(WireLimits.MaxLinesPerMessage));
        (await willing.TalkAsync(question + ScriptedClient.Pkt($"oid {willing.Commit}\n") + "0000")).Said.ShouldContain(willing.Commit.ToString());
    }

    [Test]
    public async Task N03_A_ref_wanted_twice_or_unknown_or_hidden_is_refused()
    {
        var rules = new UploadPackOptions { AllowRefInWant = true };
        using var willing = await HostileServer.MakeAsync(new GitServerOptions { UploadPack = rules, Hides = name => name.StartsWith("refs/tags/"u8) });
        const string Main = "want-ref refs/heads/main\n";
        (await willing.RefusesAsync<MalformedMessageException>(Fetch(Main, Main) + "0000")).ShouldContain("ERR duplicate want-ref refs/heads/main");
        (await willing.RefusesAsync<PolicyException>(Fetch("want-ref refs/heads/none\n") + "0000")).ShouldContain("ERR unknown ref refs/heads/none");
        (await willing.RefusesAsync<PolicyException>(Fetch("want-ref refs/tags/v1\n") + "0000")).ShouldContain("ERR unknown ref refs/tags/v1");
        (await willing.TalkAsync(Fetch(Main, "done\n") + "0000")).Said.ShouldContain($"{willing.Commit} refs/heads/main");
    }

    [Test]
    public async Task N08_Ten_thousand_wants_that_nothing_reaches_are_refused_by_one_walk()
    {
        using var strict = await HostileServer.MakeAsync(new GitServerOptions { UploadPack = new UploadPackOptions { WantsV2 = WantRule.Reachable } });
        var who = new CommitOptions().Author;
        var tree = strict.Served.Objects.Write(ObjectType.Tree, []);
        var wants = Enumerable.Range(0, 10_000).Select(number => strict.Served.Objects.WriteCommit(tree, [], who, who, $"{number}"));

        var said = await strict.RefusesAsync<PolicyException>(Fetch() + string.Concat(wants.Select(want => ScriptedClient.Pkt($"want {want}\n"))) + "0000");

        said.ShouldContain("ERR upload-pack: not our ref ");
    }

    [Test]
    public async Task N09_Filters_that_nest_overflow_or_point_at_blobs_are_refused()
    {
        using var willing = await HostileServer.MakeAsync(new GitServerOptions { UploadPack = new UploadPackOptions { AllowFilter = true } });
        var nested = "blob:none";
        for (var level = 0; level < 12; level++)
            nested = "combine:" + Uri.EscapeDataString(nested);
        foreach (var filter in new[] { nested, $"sparse:oid={willing.Commit}", "blob:limit=", "blob:limit=99999999999999999999", "tree:-1", "object:type=x", "combine:%2", "x" })
            (await willing.RefusesAsync<PolicyException>(Fetch($"want {willing.Commit}\n", $"filter {filter}", "done\n") + "0000")).ShouldContain("ERR filter '");
        var many = "combine:" + string.Join('+', Enumerable.Repeat("tree:1", 9_000));
        (await willing.TalkAsync(Fetch($"want {willing.Commit}\n", $"filter {many}", "done\n") + "0000")).Error.ShouldBeNull();
    }

    [Test]
    public async Task N05_A_ladder_of_merges_is_cut_without_walking_each_path()
    {
        var (objects, who) = (server.Served.Objects, new CommitOptions().Author);
        var tree = objects.Write(ObjectType.Tree, []);
        ObjectId left = server.Commit, right = server.Commit;
        for (var rung = 0; rung < 60; rung++)
            (left, right) = (objects.WriteCommit(tree, [left, right], who, who, $"l{rung}"), objects.WriteCommit(tree, [left, right], who, who, $"r{rung}"));

        var (said, error) = await server.TalkAsync(Fetch($"want {left}\n", "deepen 100", "done\n") + "0000");

        error.ShouldBeNull();
        said.ShouldContain("shallow-info");
    }

    [Test]
    public async Task N15_A_tree_bomb_is_sent_as_its_few_objects()
    {
        var (objects, who) = (server.Served.Objects, new CommitOptions().Author);
        var tree = objects.Write(ObjectType.Tree, Tree("100644 x", objects.Write(ObjectType.Blob, "boom"u8)));
        for (var level = 0; level < 15; level++)
            tree = objects.Write(ObjectType.Tree, [.. Enumerable.Range(0, 10).SelectMany(name => Tree($"40000 {name}", tree))]);

        var (said, _) = await server.TalkAsync(Fetch($"want {objects.WriteCommit(tree, [], who, who, "bomb")}\n", "done\n") + "0000");

        said.ShouldContain("Total 18 ");
    }

    [Test]
    public async Task N16_Ten_thousand_nested_trees_need_no_stack_and_endless_tags_are_a_limit()
    {
        var (objects, who) = (server.Served.Objects, new CommitOptions().Author);
        var tree = objects.Write(ObjectType.Tree, []);
        for (var level = 0; level < 10_000; level++)
            tree = objects.Write(ObjectType.Tree, Tree("40000 d", tree));
        (await server.TalkAsync(Fetch($"want {objects.WriteCommit(tree, [], who, who, "deep")}\n", "done\n") + "0000")).Said.ShouldContain("Total 10002 ");

        var tag = server.Tag;
        for (var number = 0; number < 2_000; number++)
            tag = objects.Write(ObjectType.Tag, Encoding.ASCII.GetBytes($"object {tag}\ntype tag\ntag x\n\n"));
        await server.RefusesAsync<LimitExceededException>(Fetch($"want {tag}\n", "done\n") + "0000");
        var broken = objects.Write(ObjectType.Tag, Encoding.ASCII.GetBytes($"object {new string('1', 40)}\ntype commit\ntag x\n\n"));
        await server.RefusesAsync<ObjectRefusedException>(Fetch($"want {broken}\n", "done\n") + "0000");
    }

    private static byte[] Tree(string entry, ObjectId id) => [.. Encoding.ASCII.GetBytes(entry), 0, .. ObjectId.AsSpan(in id)];

    private static string Fetch(params string[] arguments) =>
        ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=fetch") + "0001" + string.Concat(arguments.Select(ScriptedClient.Pkt));
}
