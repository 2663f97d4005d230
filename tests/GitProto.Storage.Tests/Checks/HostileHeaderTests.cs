using System.Text;

namespace GitProto.Storage.Tests.Checks;

/// <summary>Headers of commits and tags, and settings of the checks.</summary>
[Category("hostile"), CancelAfter(20_000)]
public sealed class HostileHeaderTests
{
    private const string Head = $"tree {BadObjects.TreeId}\n";
    private const string People = $"author {BadObjects.Person}\ncommitter {BadObjects.Person}\n";

    [TestCase("object {0}\ntype tree\ntag v1\ntagger {1}\ngpgsig x", FsckId.UnterminatedHeader)]
    [TestCase("object {0}\ntype tree\ntag v1\ntagger {1}\ngpgsig x\n y", FsckId.UnterminatedHeader)]
    [TestCase("object {0}\ntype tree\ntag v1\ntagger {1}\ngpgsig x\n y\n\nmessage", null)]
    public void O09_A_signature_in_the_header_of_a_tag_has_an_end(string text, FsckId? id) =>
        Findings.Of(ObjectType.Tag, Encoding.UTF8.GetBytes(text.Replace("{0}", BadObjects.TreeId, StringComparison.Ordinal).Replace("{1}", BadObjects.Person, StringComparison.Ordinal)))
            .Errors().ShouldBe(id is { } expected ? [expected] : []);

    [TestCase("", FsckId.UnterminatedHeader)]
    [TestCase("tree", FsckId.UnterminatedHeader)]
    [TestCase(Head, FsckId.MissingAuthor)]
    [TestCase(Head + "\n", FsckId.MissingAuthor)]
    [TestCase(Head + People, null)]
    [TestCase("\n\n", FsckId.MissingTree)]
    public void O10_A_commit_of_nearly_nothing_is_judged_without_reading_beyond_it(string text, FsckId? id) =>
        Findings.Of(ObjectType.Commit, Encoding.UTF8.GetBytes(text)).Errors().ShouldBe(id is { } expected ? [expected] : []);

    [Test]
    public void O10_A_commit_cut_at_any_byte_within_its_header_is_refused()
    {
        var commit = Encoding.UTF8.GetBytes(Head + People);
        for (var length = 0; length < commit.Length; length++)
            Findings.Of(ObjectType.Commit, commit[..length]).Errors().ShouldNotBeEmpty($"{length}");
    }

    [TestCase(Head + Head + People + "\n", FsckId.MissingAuthor)]
    [TestCase(Head + "author " + BadObjects.Person + "\n" + People + "\n", FsckId.MultipleAuthors)]
    [TestCase(Head + "author " + BadObjects.Person + "\r\n" + "committer " + BadObjects.Person + "\n\n", FsckId.BadTimezone)]
    [TestCase("tree " + BadObjects.TreeId + "\r\n" + People + "\n", FsckId.BadTreeSha1)]
    public void O11_A_header_that_is_there_twice_or_ends_in_a_carriage_return_is_refused(string text, FsckId id) =>
        Findings.Of(ObjectType.Commit, Encoding.UTF8.GetBytes(text)).Errors().ShouldBe([id]);

    [Test]
    public void N20_A_million_headers_and_a_megabyte_of_blank_lines_take_linear_time()
    {
        var headers = string.Concat(Enumerable.Range(0, 1_000_000).Select(number => $"x{number} y\n"));
        var blanks = new string('\n', 1 << 20);
        var tag = $"object {BadObjects.TreeId}\ntype tree\ntag v1\ntagger {BadObjects.Person}\n";
        foreach (var (type, text) in new[] { (ObjectType.Commit, Head + People + headers + "\n"), (ObjectType.Commit, Head + People + blanks), (ObjectType.Tag, tag + headers + "\n"), (ObjectType.Tag, tag + blanks) })
            Findings.Of(type, Encoding.UTF8.GetBytes(text)).ShouldNotContain(finding => finding.Id == FsckId.UnterminatedHeader);
        var parents = Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Repeat($"parent {BadObjects.TreeId}\n", 1_000_000)) + People + blanks);
        Findings.Of(ObjectType.Commit, parents).Errors().ShouldBeEmpty();
        var commit = new CommitView(ObjectFormat.Sha1, parents);
        commit.Parents().Length.ShouldBe(1_000_000);
        commit.CommitterTime.ShouldBePositive();
        new CommitView(ObjectFormat.Sha1, Encoding.UTF8.GetBytes(Head + headers)).CommitterTime.ShouldBe(0);
        Encoding.UTF8.GetString(new TagView(ObjectFormat.Sha1, Encoding.UTF8.GetBytes(tag + headers)).Name).ShouldBe("v1");
    }

    [Test]
    public void O17_Broken_settings_are_errors()
    {
        foreach (var (list, error) in ((string, string)[])
        [
            ("badDate=", "Unknown fsck message type: ''."), ("badDate=fatal", "Unknown fsck message type: 'fatal'."), ("badDate", "Missing '=': 'baddate'."), ("noSuchId=warn", "Unhandled message id: noSuchId."),
            ("nulInHeader=warn", "Cannot demote nulInHeader to warn."), ("unterminatedHeader=ignore", "Cannot demote unterminatedHeader to ignore."), ("skiplist=/no/such/file", "could not open object name list: /no/such/file."),
            ("0=warn", "Unhandled message id: 0."), ("largePathname=warn:x", "The length 'x' for largePathname is no number."),
        ])
            Should.Throw<PolicyException>(() => FsckSettings.Parse(list, "/", FsckOptions.Default), list).Message.ShouldBe(error);
    }

    [Test]
    public void O17_A_skip_list_with_a_line_that_is_no_id_is_an_error()
    {
        using var directory = new Support.TempDirectory();
        File.WriteAllText(directory.File("skip"), $"# those\n\n{BadObjects.TreeId} # a tree\n{BadObjects.TreeId}x\n");
        Should.Throw<PolicyException>(() => FsckSettings.Parse("skipList=skip", directory.Path, FsckOptions.Default)).Message.ShouldStartWith("invalid object name: ");
        File.WriteAllText(directory.File("skip"), $"# those\n\n{BadObjects.TreeId} # a tree\n");
        FsckSettings.Parse("skipList=skip", directory.Path, FsckOptions.Default).SkipList.ShouldBe([ObjectId.Parse(BadObjects.TreeId)]);
    }

    [TestCase("[receive]\n\tfsckObjects = perhaps\n")]
    [TestCase("[receive]\n\tfsckObjects\n[receive \"fsck\"]\n\tbadDate =\n")]
    [TestCase("[receive \"fsck\"]\n\tskipList = no/such/file\n")]
    [TestCase("[transfer]\n\tfsckObjects = true\n[receive \"fsck\"]\n\tnoSuchId = ignore\n")]
    [TestCase("[receive \"fsck\"]\n\tnulInHeader = warn\n")]
    public void O17_A_broken_setting_of_a_repository_never_turns_the_checks_off(string text) =>
        Should.Throw<PolicyException>(() => FsckSettings.ForReceive(Config(text), "/"));

    [Test]
    public void Settings_say_whether_and_how_received_objects_are_checked()
    {
        FsckSettings.ForReceive(Config(""), "/").ShouldBeNull();
        FsckSettings.ForReceive(Config("[transfer]\n\tfsckObjects = true\n"), "/").ShouldNotBeNull().Strict.ShouldBeTrue();
        FsckSettings.ForReceive(Config("[transfer]\n\tfsckObjects = true\n[receive]\n\tfsckObjects = false\n"), "/").ShouldBeNull();
        var text = "[transfer]\n\tfsckObjects = true\n[fetch \"fsck\"]\n\tbadDate = ignore\n\tlargePathname = warn:10\n";
        FsckSettings.ForReceive(Config(text), "/")!.Severities[FsckId.BadDate].ShouldBe(FsckSeverity.Error);
        var fetch = FsckSettings.ForFetch(Config(text), "/")!;
        (fetch.Severities[FsckId.BadDate], fetch.Severities[FsckId.HasDotgit], fetch.MaxNameLength).ShouldBe((FsckSeverity.Ignore, FsckSeverity.Error, 10));
    }

    [Test]
    public void Objects_of_the_skip_list_are_not_spoken_of()
    {
        var bad = BadObjects.Entry("100644", ".git");
        var skip = new HashSet<ObjectId> { ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Tree, bad) };
        Findings.Of(ObjectType.Tree, bad, FsckOptions.StrictDefault with { SkipList = skip }).ShouldBeEmpty();
    }

    private static RepositoryConfig Config(string text) => new(ConfigFile.Parse(Encoding.UTF8.GetBytes(text)));
}
