namespace GitProto.Core.Tests;

public sealed class RefNameTests
{
    [Test]
    public void HEAD_and_names_below_refs_are_taken(
        [Values("HEAD", "refs/heads/main", "refs/x", "refs/heads/a.b", "refs/heads/-x", "refs/heads/$(x)", "refs/heads/@", "refs/heads/世界", "refs/heads/HEAD")] string name) =>
        RefName.Parse(name).ToString().ShouldBe(name);

    [Test]
    public void Names_need_not_be_text()
    {
        var name = new ByteString([.. "refs/heads/"u8, 0xff]);
        RefName.Parse(name).Bytes.ShouldBe(name);
        RefName.Parse(name).ToString().ShouldBe(@"refs/heads/\xff");
    }

    [Test]
    public void Equal_names_are_equal_and_names_are_ordered_by_bytes()
    {
        RefName.Parse("HEAD").ShouldBe(RefName.Head);
        (RefName.Parse("refs/heads/a") == RefName.Parse("refs/heads/a")).ShouldBeTrue();
        (RefName.Parse("refs/heads/a") < RefName.Parse("refs/heads/a/b")).ShouldBeTrue();
        RefName.Parse("refs/heads/a-b").CompareTo(RefName.Parse("refs/heads/a/b")).ShouldBeLessThan(0);
    }

    [Test]
    public void A_refusal_says_why_and_shows_the_name_escaped()
    {
        var refusal = Should.Throw<RefRefusedException>(() => RefName.Parse("refs/heads/a\u001b[2J\n"));
        refusal.Message.ShouldBe(@"The ref 'refs/heads/a\x1b[2J\x0a' is refused: it contains a control character.");
        RefName.TryParse("refs/heads/a\n", out var name).ShouldBeFalse();
        name.ShouldBeNull();
    }

    [Test]
    public void A_name_may_have_4096_bytes_and_no_more()
    {
        RefName.TryParse("refs/" + new string('a', RefFormat.MaxLength - 5), out _).ShouldBeTrue();
        RefName.TryParse("refs/" + new string('a', RefFormat.MaxLength - 4), out _).ShouldBeFalse();
    }
}
