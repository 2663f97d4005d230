using System.Text;
using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.PushScript;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HostilePushTests : IDisposable
{
    private PushScript script = null!;

    [SetUp]
    public async Task Make() => script = await MakeAsync();

    [TearDown]
    public void Dispose() => script.Dispose();

    [TestCase("")]
    [TestCase("report-status side-band-64k")]
    public async Task N10_Too_many_commands_end_in_a_refusal_the_client_can_read(string capabilities)
    {
        var commands = Commands(capabilities, Enumerable.Range(0, 200_000).Select(number => ((object)Zero, (object)script.First, $"refs/heads/{number}")));

        var (said, error) = await script.FailAsync(commands);

        error.ShouldBeOfType<LimitExceededException>().Limit.ShouldBe(nameof(ReceivePackRules.MaxCommandBytes));
        said[4..].ShouldStartWith(capabilities.Length == 0 ? "ERR The push is refused" : "\u0003The push is refused");
    }

    [Test]
    public async Task N10_Long_names_count_as_well_and_the_number_by_itself()
    {
        var name = new string('n', 60_000);
        (await script.FailAsync(Commands("report-status", Enumerable.Range(0, 1_000).Select(number => ((object)Zero, (object)script.First, $"refs/heads/{number}{name}"))))).Error
            .ShouldBeOfType<LimitExceededException>().Limit.ShouldBe(nameof(ReceivePackRules.MaxCommandBytes));
        script.Rules = new ReceivePackRules { MaxCommands = 3 };
        (await script.FailAsync(Commands("report-status", Enumerable.Range(0, 9).Select(number => ((object)Zero, (object)script.First, $"refs/heads/{number}"))))).Error
            .ShouldBeOfType<LimitExceededException>().Limit.ShouldBe(nameof(ReceivePackRules.MaxCommands));
    }

    [Test]
    public async Task W12_Push_options_have_bounds()
    {
        script.Rules = new ReceivePackRules { PushOptions = true };
        var push = Commands("report-status push-options", (script.First, script.Second, Main));
        (await script.FailAsync(push + string.Concat(Enumerable.Repeat(Pkt("x"), 100_000)) + "0000")).Error
            .ShouldBeOfType<LimitExceededException>().Limit.ShouldBe(nameof(ReceivePackRules.MaxPushOptions));
        (await script.FailAsync(push + string.Concat(Enumerable.Repeat(Pkt(new string('x', 60_000)), 3)) + "0000")).Error
            .ShouldBeOfType<LimitExceededException>().Limit.ShouldBe(nameof(ReceivePackRules.MaxPushOptionBytes));
    }

    [Test]
    public async Task N12_A_refusal_in_the_middle_of_a_pack_is_reported_though_the_client_still_sends()
    {
        var big = script.Mine.Objects.Write(ObjectType.Blob, Random(8 << 20));
        script.Rules = new ReceivePackRules { Pack = PackLimits.Default with { MaxPackSize = 1024 } };

        var (said, error) = await script.FailAsync(Commands("report-status", (Zero, big, "refs/tags/big")) + script.PackOf(big));

        error.ShouldBeNull();
        said.ShouldBe(Pkt("unpack index-pack abnormal exit\n") + Pkt("ng refs/tags/big unpacker error\n") + "0000");
    }

    [Test]
    public async Task P22_A_pack_beyond_the_limit_stops_there_and_leaves_no_file()
    {
        await using var served = new ServedDirectory(new GitServerOptions { AllowReceivePack = true, ReceivePack = new ReceivePackRules { Pack = PackLimits.Default with { MaxPackSize = 1 << 20 } } });
        var target = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        var source = SourceRepository.Make(served.Place, "source.git", "sha1");
        File.WriteAllBytes(served.Place.At("big"), Random(24 << 20));
        var blob = RealGit.Run(source, "hash-object", "-w", served.Place.At("big"));
        RealGit.Run(source, "update-ref", "refs/tags/big", blob);

        var (code, _, error) = RealGit.Try(source, "", "push", served.Url("a.git"), "refs/tags/big");

        code.ShouldNotBe(0);
        error.ShouldContain("pack exceeds maximum allowed size");
        SourceRepository.Refs(target).ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Join(target, "objects"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Test]
    public async Task P05_A_base_that_is_nowhere_is_refused_and_one_in_the_store_is_taken()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(number => $"line {number}\n"));
        var old = script.Mine.Objects.Write(ObjectType.Blob, Encoding.ASCII.GetBytes(text));
        var thin = Encoding.Latin1.GetString(ThinPack.Make(old, Encoding.ASCII.GetBytes(text), Encoding.ASCII.GetBytes("more\n"), out var made));
        var push = Commands("report-status", (Zero, made, "refs/tags/x")) + thin;

        (await script.FailAsync(push)).Said.ShouldStartWith(Pkt("unpack index-pack abnormal exit\n"));
        script.Served.Objects.Write(ObjectType.Blob, Encoding.ASCII.GetBytes(text));
        (await script.PushAsync(push)).Said.ShouldBe(Report("ok refs/tags/x"));
        script.Served.Objects.TryRead(made)!.Span.ToArray().ShouldBe(Encoding.ASCII.GetBytes(text + "more\n"));
    }

    [Test]
    public async Task P05_A_base_that_is_in_the_quarantine_of_another_push_is_nowhere()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(number => $"line {number}\n")));
        var blob = script.Mine.Objects.Write(ObjectType.Blob, text);
        var thin = Encoding.Latin1.GetString(ThinPack.Make(blob, text, "more\n"u8.ToArray(), out var made));
        var said = "";
        script.Rules = new ReceivePackRules
        {
            Hooks = [new RecordingHook(async (_, _) =>
            {
                await using var other = Call(script.Served, new GitServerOptions { AllowReceivePack = true });
                await other.SendAsync(PushScript.Hello());
                await other.ReadMessageAsync();
                await other.SendAsync(Commands("report-status", (Zero, made, "refs/tags/y")) + thin);
                await other.EndAsync();
                said = await other.ReadToEndAsync();
                await other.Serving;
            })],
        };

        await script.PushAsync(Commands("report-status", (Zero, blob, "refs/tags/x")) + script.PackOf(blob));

        said.ShouldStartWith(Pkt("unpack index-pack abnormal exit\n"));
        script.At("refs/tags/y").ShouldBeNull();
        script.At("refs/tags/x").ShouldBe(blob);
    }

    [TestCase("0")]
    [TestCase("-1-aa")]
    [TestCase("99999999999999999999-aa")]
    [TestCase("0x10-aa")]
    public async Task W16_A_certificate_is_refused_whatever_the_number_in_its_nonce_while_none_is_asked_for(string nonce)
    {
        var certificate = Pkt("push-cert\0report-status\n") + Pkt("certificate version 0.1\n") + Pkt("pusher A <a@b> 1700000000 +0000\n") + Pkt($"nonce {nonce}\n") + Pkt("\n")
            + Pkt($"{script.First} {script.Second} {Main}\n") + Pkt("-----BEGIN PGP SIGNATURE-----\n") + Pkt("push-cert-end\n") + "0000";

        (await script.FailAsync(certificate + script.Pack(script.Second, script.First))).Error.ShouldBeAssignableTo<GitProtoException>();
    }

    [Test]
    public async Task R06_A_name_that_is_a_folder_of_another_is_refused_in_one_push_and_against_what_is_there()
    {
        await script.Served.Refs.SetAsync(RefName.Parse("refs/heads/b/c"), script.First);

        var (said, _) = await script.PushAsync(Commands(
            "report-status", (Zero, script.First, "refs/heads/a"), (Zero, script.First, "refs/heads/a/b"), (Zero, script.First, "refs/heads/b"), (script.First, Zero, "refs/heads/nothing"), (script.First, Zero, "refs/heads")) + script.PackOf());

        said.ShouldBe(Report(
            "ok refs/heads/a", "ng refs/heads/a/b refname conflict", "ng refs/heads/b refname conflict", "ng refs/heads/nothing reference does not exist", "ng refs/heads reference does not exist"));
        (await script.PushAsync(Commands("report-status", (Zero, script.First, "refs/heads/b"), (script.First, Zero, "refs/heads/b/c")) + script.PackOf())).Said.ShouldBe(Report("ok refs/heads/b", "ok refs/heads/b/c"));
    }

    [TestCase("HEAD")]
    [TestCase("refs/x")]
    [TestCase("refs/heads/../../x")]
    [TestCase("refs/heads/a..b")]
    [TestCase("main")]
    [TestCase("-x")]
    [TestCase("refs/heads/x.lock")]
    [TestCase("objects/pack/x")]
    public async Task R05_What_is_no_ref_below_refs_is_refused(string name) =>
        (await script.FailAsync(Commands("report-status", (Zero, script.First, name)) + script.PackOf())).Said.ShouldBe(Report($"ng {name} funny refname"));

    [Test]
    public async Task H10_What_is_in_quarantine_cannot_be_fetched()
    {
        string[] said = [];
        script.Rules = new ReceivePackRules
        {
            Hooks = [new RecordingHook(async (_, _) => said = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () =>
            {
                await using var other = Call(script.Served);
                await other.SendAsync(ScriptedClient.Hello(2) + Pkt("command=fetch") + "0001" + Pkt($"want {script.Second}\n") + Pkt("done\n") + "0000");
                await other.EndAsync();
                return await other.ReadToEndAsync();
            }))))],
        };

        await script.PushAsync(Commands("report-status", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First));

        said.Length.ShouldBe(32);
        said.ShouldAllBe(one => one.EndsWith(Pkt($"ERR upload-pack: not our ref {script.Second}"), StringComparison.Ordinal));
        script.At(Main).ShouldBe(script.Second);
    }

    [Test]
    public async Task H11_What_does_not_reach_all_it_needs_is_refused_and_what_does_is_taken()
    {
        var commit = script.Mine.Objects.Read(script.Second, ObjectType.Commit);
        var tree = new CommitView(ObjectFormat.Sha1, commit.Span).Tree;
        var blob = new List<ObjectId>();
        foreach (var entry in new TreeView(ObjectFormat.Sha1, script.Mine.Objects.Read(tree, ObjectType.Tree).Span))
            blob.Add(entry.Id);
        var tag = await script.Mine.TagAsync("t", script.Second, "tag");
        var third = await script.Mine.CommitAsync("HEAD", "third", [("c", "3")]);
        ObjectId[] all = [.. ObjectWalk.Select(script.Mine.Objects, new ObjectWalkRequest { Wants = [third, tag], Haves = [script.First] }).Ids];
        foreach (var (missing, tip, name) in new[] { (tree, script.Second, Main), (blob[^1], script.Second, Main), (script.Second, third, Main), (script.Second, tag, "refs/tags/t"), (third, third, Main) })
        {
            var old = name == Main ? (object)script.First : Zero;
            (await script.FailAsync(Commands("report-status", (old, tip, name)) + script.PackOf(all.Where(id => id != missing)))).Said.ShouldBe(Report($"ng {name} missing necessary objects"));
        }

        (await script.PushAsync(Commands("report-status", (script.First, third, Main), (Zero, ObjectId.Parse(new string('1', 40)), "refs/heads/x")) + script.PackOf(all))).Said
            .ShouldBe(Report("ok refs/heads/main", "ng refs/heads/x missing necessary objects"));
    }

    [Test]
    public async Task H11_A_false_edge_of_history_hides_no_missing_parent()
    {
        var third = await script.Mine.CommitAsync("HEAD", "third", [("c", "3")]);
        var pack = script.PackOf(ObjectWalk.Select(script.Mine.Objects, new ObjectWalkRequest { Wants = [third], Haves = [script.Second] }).Ids);

        (await script.FailAsync(Pkt($"shallow {third}") + Commands("report-status", (script.First, third, Main)) + pack)).Said.ShouldBe(Report("ng refs/heads/main missing necessary objects"));
    }

    [Test]
    public async Task H12_In_strict_mode_nobody_gets_at_an_object_by_naming_it()
    {
        var secret = await script.Served.CommitAsync("refs/secret/x", "secret", [("s", "s")]);
        script.Options = new GitServerOptions { Hides = name => name.StartsWith("refs/secret/"u8) };
        var push = Commands("report-status", (Zero, secret, "refs/heads/stolen")) + script.PackOf();

        script.Rules = new ReceivePackRules { Strict = true };
        (await script.FailAsync(push)).Said.ShouldBe(Report("ng refs/heads/stolen missing necessary objects"));
        (await script.PushAsync(Commands("report-status", (Zero, script.First, "refs/heads/mine")) + script.PackOf())).Said.ShouldBe(Report("ok refs/heads/mine"));
        (await script.PushAsync(Commands("report-status", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First))).Said.ShouldBe(Report("ok refs/heads/main"));
        script.Rules = ReceivePackRules.Default;
        (await script.PushAsync(push)).Said.ShouldBe(Report("ok refs/heads/stolen"));
    }

    [Test]
    public async Task H12_In_strict_mode_no_delta_rests_on_what_the_client_may_not_see()
    {
        var secret = Encoding.ASCII.GetBytes(new string('s', 200));
        var id = script.Served.Objects.Write(ObjectType.Blob, secret);
        script.Rules = new ReceivePackRules { Strict = true };
        var thin = Encoding.Latin1.GetString(ThinPack.Make(id, secret, "x"u8.ToArray(), out var made));

        (await script.FailAsync(Commands("report-status", (Zero, made, "refs/tags/x")) + thin)).Said.ShouldStartWith(Pkt("unpack index-pack abnormal exit\n"));
    }

    [Test]
    public async Task H14_Hidden_refs_are_not_shown_to_who_pushes_nor_changed_by_any_name()
    {
        await script.Served.Refs.SetAsync(RefName.Parse("refs/secret/x"), script.First);
        await script.Served.Refs.SetSymbolicAsync(RefName.Parse("refs/heads/alias"), RefName.Parse("refs/secret/x"));
        script.Options = new GitServerOptions { Hides = name => name.StartsWith("refs/secret/"u8), AllowReceivePack = true };
        await using (var client = Call(script.Served, script.Options))
        {
            await client.SendAsync(PushScript.Hello());
            string.Concat(await client.ReadMessageAsync()).ShouldNotContain("secret");
        }
        (await script.FailAsync(Commands(
            "report-status", (script.First, script.Second, "refs/secret/x"), (Zero, script.Second, "refs/secret/y"), (script.First, script.Second, "refs/heads/alias")) + script.Pack(script.Second, script.First))).Said
            .ShouldBe(Report("ng refs/secret/x deny updating a hidden ref", "ng refs/secret/y deny updating a hidden ref", "ng refs/heads/alias deny updating a hidden ref"));
        (await script.FailAsync(Commands("report-status", (script.First, Zero, "refs/secret/x"), (script.First, Zero, "refs/heads/alias")))).Said
            .ShouldBe(Report("ng refs/secret/x deny deleting a hidden ref", "ng refs/heads/alias deny deleting a hidden ref"));
    }

    [Test]
    public async Task H17_Rules_hold_for_the_ref_at_the_end_of_a_symbolic_one()
    {
        await script.PushAsync(Commands("report-status", (script.First, script.Second, Main), (Zero, script.First, "refs/heads/other")) + script.Pack(script.Second, script.First));
        await script.Served.Refs.SetSymbolicAsync(RefName.Parse("refs/alias/m"), RefName.Parse(Main));
        await script.Served.Refs.SetSymbolicAsync(RefName.Parse("refs/alias/o"), RefName.Parse("refs/heads/other"));
        script.Rules = new ReceivePackRules { DenyNonFastForwards = true };
        (await script.FailAsync(Commands("report-status", (script.Second, script.First, "refs/alias/m")) + script.PackOf())).Said.ShouldBe(Report("ng refs/alias/m non-fast-forward"));
        (await script.FailAsync(Commands("report-status", (script.Second, Zero, "refs/alias/m")))).Said.ShouldBe(Report("ng refs/alias/m deletion of the current branch prohibited"));
        script.Rules = new ReceivePackRules { DenyDeletes = true };
        (await script.FailAsync(Commands("report-status", (script.First, Zero, "refs/alias/o")))).Said.ShouldBe(Report("ng refs/alias/o deletion prohibited"));
    }

    [Test]
    public async Task H17_Two_names_of_one_ref_that_disagree_are_both_refused()
    {
        await script.Served.Refs.SetSymbolicAsync(RefName.Parse("refs/alias/a"), RefName.Parse(Main));
        await script.Served.Refs.SetSymbolicAsync(RefName.Parse("refs/alias/b"), RefName.Parse(Main));
        var pack = script.Pack(script.Second, script.First);
        foreach (var names in new string[][] { [Main, "refs/alias/a"], ["refs/alias/a", Main], ["refs/alias/a", "refs/alias/b"] })
        {
            (await script.FailAsync(Commands("report-status", (script.First, script.Second, names[0]), (script.First, script.First, names[1])) + pack)).Said
                .ShouldBe(Report(names.Select(name => $"ng {name} inconsistent aliased update")));
        }
        (await script.PushAsync(Commands("report-status", (script.First, script.Second, "refs/alias/a"), (script.First, script.Second, Main)) + pack)).Said.ShouldBe(Report("ok refs/alias/a", "ok refs/heads/main"));
    }

    [Test]
    public async Task H19_Of_an_atomic_push_nothing_is_done_if_a_name_a_rule_or_an_old_value_fails()
    {
        var pack = script.Pack(script.Second, script.First);
        script.Options = new GitServerOptions { Hides = name => name.StartsWith("refs/secret/"u8) };
        foreach (var (old, bad, reason) in new[] { (Zero, "refs/bad", "funny refname"), (Zero, "refs/secret/x", "deny updating a hidden ref"), (new string('1', 40), "refs/heads/z", "reference does not exist") })
        {
            var good = (script.First, (object)script.Second, Main);
            (await script.PushAsync(Commands("report-status atomic", good, (old, script.Second, bad)) + pack)).Said.ShouldBe(Report("ng refs/heads/main atomic push failure", $"ng {bad} {reason}"));
            script.At(Main).ShouldBe(script.First);
        }
    }

    [Test]
    public async Task H20_Of_many_clients_with_one_old_value_one_wins()
    {
        var contenders = new List<(ObjectId Commit, string Pack)>();
        for (var number = 0; number < 20; number++)
        {
            var commit = await script.Mine.CommitAsync("refs/heads/c" + number, "contender", [("n", number + "")], new CommitOptions { Parents = [script.First] });
            contenders.Add((commit, script.Pack(commit, script.First)));
        }

        var said = await Task.WhenAll(contenders.Select(one => Task.Run(() => script.PushAsync(Commands("report-status", (script.First, one.Commit, Main)) + one.Pack))));

        said.Count(one => one.Said == Report("ok refs/heads/main")).ShouldBe(1);
        said.Count(one => one.Said == Report("ng refs/heads/main incorrect old value provided")).ShouldBe(19);
        script.At(Main).ShouldBe(contenders[Array.FindIndex(said, one => one.Said == Report("ok refs/heads/main"))].Commit);
    }

    [Test]
    public async Task H20_Repeated_refs_and_wrong_old_values_are_refused()
    {
        var pack = script.Pack(script.Second, script.First);
        (await script.FailAsync(Commands("report-status", (script.First, script.Second, Main), (script.First, script.First, Main)) + pack)).Said
            .ShouldBe(Report("ng refs/heads/main failed to update ref", "ng refs/heads/main failed to update ref"));
        (await script.PushAsync(Commands("report-status", (Zero, script.Second, Main), (script.Second, script.First, "refs/heads/none")) + pack)).Said
            .ShouldBe(Report("ng refs/heads/main reference already exists", "ng refs/heads/none reference does not exist"));
        await script.Served.Refs.SetAsync(RefName.Parse("refs/heads/old"), script.First);
        (await script.FailAsync(Commands("report-status", (Zero, Zero, "refs/heads/old"), (new string('1', 40), Zero, "refs/heads/old2"), (script.Second, Zero, "refs/heads/old")))).Said
            .ShouldBe(Report("ng refs/heads/old incorrect old value provided", "ok refs/heads/old2", "ng refs/heads/old incorrect old value provided"));
    }

    [Test]
    public async Task W10_A_push_that_is_cut_at_any_byte_changes_nothing()
    {
        var session = Commands("report-status", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First);
        for (var length = 0; length < session.Length; length++)
        {
            var (_, error) = await script.FailAsync(session[..length]);
            (error is null or IOException).ShouldBeTrue($"cut at {length}: {error}");
        }
        (await script.PushAsync(session)).Said.ShouldBe(Report("ok refs/heads/main"));
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
