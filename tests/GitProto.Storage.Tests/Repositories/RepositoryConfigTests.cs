namespace GitProto.Storage.Tests.Repositories;

public sealed class RepositoryConfigTests
{
    private static readonly RepositoryConfig Config = new(ConfigFile.Parse(
        "[receive]\n\tdenyDeletes\n\thideRefs = refs/a\n\tmaxInputSize = 2m\n[transfer]\n\thideRefs = !refs/a/b\n[receive]\n\thideRefs = refs/c\n\tkeepAlive = soon\n\tdenyDeletes = no\n"u8));

    [Test]
    public void The_last_value_counts_and_all_of_some_keys_keep_their_order()
    {
        Config.GetFlag("receive.denydeletes").ShouldBe(false);
        Config.GetAll("receive.hiderefs", "transfer.hiderefs").ShouldBe(["refs/a", "!refs/a/b", "refs/c"]);
        Config.Get("receive.nothing").ShouldBeNull();
    }

    [Test]
    public void Numbers_have_units() => Config.GetNumber("receive.maxinputsize").ShouldBe(2 << 20);

    [Test]
    public void A_value_that_makes_no_sense_is_refused()
    {
        Should.Throw<PolicyException>(() => Config.GetNumber("receive.keepalive")).Message.ShouldContain("'soon' for receive.keepalive; expected a number");
        Should.Throw<PolicyException>(() => Config.GetFlag("receive.hiderefs")).Message.ShouldContain("expected true or false");
    }

    [TestCase("yes", true)]
    [TestCase("TRUE", true)]
    [TestCase("1", true)]
    [TestCase("", false)]
    [TestCase("off", false)]
    [TestCase("maybe", null)]
    public void Words_for_true_and_false_are_gits(string text, bool? value) => RepositoryConfig.TryFlag(text).ShouldBe(value);
}
