using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

public sealed class RefSpecTests
{
    private static readonly ByteString[] Remote = ["HEAD", "refs/heads/main", "refs/heads/x/y", "refs/pull/1/head", "refs/tags/main", "refs/tags/v1"];

    [TestCase("+refs/heads/*:refs/remotes/origin/*", "refs/heads/main refs/remotes/origin/main +", "refs/heads/x/y refs/remotes/origin/x/y +")]
    [TestCase("refs/heads/x/*:refs/x-*-z", "refs/heads/x/y refs/x-y-z")]
    [TestCase("refs/pull/*/head:refs/remotes/pr/*", "refs/pull/1/head refs/remotes/pr/1")]
    [TestCase("v1", "refs/tags/v1 -")]
    [TestCase("main:other", "refs/tags/main refs/heads/other")]
    [TestCase("heads/main:tags/other", "refs/heads/main refs/tags/other")]
    [TestCase(":refs/heads/new", "HEAD refs/heads/new")]
    [TestCase("@", "HEAD -")]
    [TestCase("refs/none/*:refs/none/*")]
    [TestCase("refs/tags/v1:", "refs/tags/v1 -")]
    public void A_refspec_of_a_fetch_maps_names(string text, params string[] expected)
    {
        var map = RefMap.Create([RefSpec.ParseFetch(text)], Remote);
        map.Mappings.Select(Show).ShouldBe(expected);
        map.Refusals.Concat(map.Failures).ShouldBeEmpty();
    }

    [TestCase("refs/heads/*:refs/x")]
    [TestCase("refs/heads/x:refs/*")]
    [TestCase("refs/*/*:refs/*/*")]
    [TestCase("refs/heads/a..b")]
    [TestCase("refs/heads/a:refs/heads/b.lock")]
    [TestCase("a b")]
    [TestCase("refs/tags/*")]
    [TestCase("refs/tags/*:")]
    [TestCase("^")]
    [TestCase("^1111111111111111111111111111111111111111")]
    [TestCase("a:b:c")]
    [TestCase("refs/heads/*.lock:refs/heads/*.lock")]
    public void A_malformed_refspec_is_refused_with_a_reason(string text) =>
        Should.Throw<RefRefusedException>(() => RefSpec.ParseFetch(text)).Reason.ShouldNotBeEmpty();

    [TestCase("refs/heads/*:refs/remotes/o/*")]
    [TestCase("+refs/heads/a:refs/heads/b")]
    [TestCase("^refs/heads/wip/*")]
    [TestCase("HEAD")]
    public void A_refspec_is_written_as_it_was_read(string text) => RefSpec.ParseFetch(text).ToString().ShouldBe(text);

    [Test]
    public void A_push_may_delete_and_send_any_expression()
    {
        var delete = RefSpec.ParsePush(":refs/heads/old");
        (delete.Source.IsEmpty, delete.Destination).ShouldBe((true, (ByteString)"refs/heads/old"));
        RefSpec.ParsePush("HEAD~2^{commit}:refs/heads/new").Source.ShouldBe((ByteString)"HEAD~2^{commit}");
        RefSpec.ParsePush("v1:v2").MapTo(RefName.Parse("refs/tags/v1")).ShouldBe(RefName.Parse("refs/tags/v2"));
        RefSpec.ParsePush(":").IsMatching.ShouldBeTrue();
        Should.Throw<RefRefusedException>(() => RefSpec.ParsePush("HEAD:"));
        Should.Throw<RefRefusedException>(() => RefSpec.ParsePush(""));
    }

    [Test]
    public void Negative_refspecs_take_names_away_wherever_they_stand()
    {
        var map = RefMap.Create([RefSpec.ParseFetch("^refs/heads/x/*"), RefSpec.ParseFetch("refs/heads/*:refs/r/*"), RefSpec.ParseFetch("^refs/tags/v1")], Remote);
        map.Mappings.Select(Show).ShouldBe(["refs/heads/main refs/r/main"]);
    }

    [Test]
    public void A_name_that_the_other_side_lacks_is_named()
    {
        var map = RefMap.Create([RefSpec.ParseFetch("absent:refs/x"), RefSpec.ParseFetch("refs/heads/main:refs/y")], Remote);
        map.Failures.Single().Name.ShouldBe((ByteString)"absent");
        map.Mappings.Count.ShouldBe(1);
    }

    [Test]
    public void Git_reads_and_refuses_the_same_refspecs()
    {
        using var directory = new TempDirectory();
        Git.Run(directory.Path, "init", "-q", "--bare", "r.git");
        string[] pieces = ["refs/heads/", "a", "*", ":", "+", "^", "@", "/", "..", "HEAD", "refs/x/*", "."];
        var random = new Random(11);
        foreach (var text in Enumerable.Range(0, 120).Select(_ => string.Concat(random.GetItems(pieces, random.Next(1, 6)))).Where(text => !text.StartsWith('.')).Distinct())
        {
            var (code, _, error) = Git.Try(directory.File("r.git"), [], "fetch", "-q", "--dry-run", ".", text);
            var legal = !error.Contains("invalid refspec", StringComparison.Ordinal);
            (RefSpecParser.TryParse(text, RefSpecKind.Fetch, out var _) is null).ShouldBe(legal, $"{text}: {code} {error}");
        }
    }

    [TestCase("refs/heads/*:refs/remotes/*.lock")]
    [TestCase("refs/heads/x/*:refs/heads/.*")]
    [TestCase("refs/heads/*:*")]
    [Category("hostile")]
    public void R21_What_a_refspec_makes_of_a_legal_name_is_checked_again(string text)
    {
        if (RefSpecParser.TryParse(text, RefSpecKind.Fetch, out var spec) is not null)
            return;
        var map = RefMap.Create([spec!], ["refs/heads/x/y", "refs/heads/HEAD"]);
        map.Mappings.ShouldBeEmpty();
        map.Refusals.ShouldNotBeEmpty();
    }

    [Test]
    [Category("hostile")]
    public void R21_Two_names_that_would_become_one_are_refused_and_the_rest_stands()
    {
        var map = RefMap.Create([RefSpec.ParseFetch("refs/heads/*:refs/all/*"), RefSpec.ParseFetch("refs/tags/*:refs/all/*")], Remote);
        map.Mappings.Select(mapping => mapping.Destination!.ToString()).ShouldBe(["refs/all/main", "refs/all/x/y", "refs/all/v1"]);
        map.Failures.Single().Message.ShouldBe("The ref 'refs/tags/main' is refused: it would become 'refs/all/main', as 'refs/heads/main' does.");
    }

    [Test]
    [Category("hostile")]
    public void R21_An_illegal_name_of_the_other_side_is_passed_over_and_the_rest_stands()
    {
        var map = RefMap.Create([RefSpec.Mirror], ["refs/heads/../../config", "refs/heads/a", "refs/heads/b.lock", "config"]);
        map.Mappings.Select(Show).ShouldBe(["refs/heads/a refs/heads/a +"]);
        map.Refusals.Select(refusal => refusal.Name.ToString()).ShouldBe(["refs/heads/../../config", "refs/heads/b.lock"]);
    }

    [TestCase("refs/heads/*:refs/remotes/o/*", "refs/remotes/o/a/b", "refs/heads/a/b")]
    [TestCase("refs/pull/*/head:refs/pr/*", "refs/pr/1", "refs/pull/1/head")]
    [TestCase("refs/heads/*:refs/remotes/o/*", "refs/heads/a", null)]
    [TestCase("refs/heads/*:refs/x*", "refs/x.a", null, Description = "no server can have the name refs/heads/.a")]
    [TestCase("refs/heads/a:refs/heads/b", "refs/heads/b", null)]
    [TestCase("^refs/heads/*", "refs/heads/b", null)]
    public void Names_are_mapped_back_through_patterns(string spec, string name, string? source) =>
        (RefSpec.ParseFetch(spec).MapBack(RefName.Parse(name))?.ToString()).ShouldBe(source);

    private static string Show(RefMapping mapping) => $"{mapping.Source} {mapping.Destination?.ToString() ?? "-"}{(mapping.Force ? " +" : "")}";
}
