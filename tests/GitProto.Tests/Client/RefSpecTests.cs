using GitProto.Client;

namespace GitProto.Tests;

public sealed class RefSpecTests
{
    [TestCase("+refs/heads/*:refs/remotes/o/*", "refs/heads/a/b", "refs/remotes/o/a/b")]
    [TestCase("refs/heads/*-x:refs/x/*-y", "refs/heads/a-x", "refs/x/a-y")]
    [TestCase("refs/heads/*-x:refs/x/*-y", "refs/heads/a-z", null)]
    [TestCase("main:refs/heads/x", "refs/heads/main", "refs/heads/x")]
    [TestCase(":refs/heads/x", "HEAD", "refs/heads/x")]
    public void Names_are_mapped(string spec, string name, string? destination)
    {
        var matches = RefSpec.Parse(spec).Matches(name, out var found);

        matches.ShouldBe(destination is not null);
        if (matches)
            found!.Value.ToString().ShouldBe(destination);
    }

    [TestCase("refs/heads/*:refs/heads/x")]
    [TestCase("refs/*/a/*:refs/b/*")]
    [TestCase("a b:c")]
    [TestCase("a:b:c")]
    [TestCase("a..b")]
    [TestCase("^a:b")]
    [TestCase("^")]
    public void What_git_refuses_is_refused(string spec) => Refusal.Of<RefRefusedException>(() => RefSpec.Parse(spec));
}
