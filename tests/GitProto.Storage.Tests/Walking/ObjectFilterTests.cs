namespace GitProto.Storage.Tests.Walking;

public sealed class ObjectFilterTests
{
    [TestCase("blob:none", "blob:none")]
    [TestCase("blob:limit=1k", "blob:limit=1024")]
    [TestCase("blob:limit=2M", "blob:limit=2097152")]
    [TestCase("blob:limit=1g", "blob:limit=1073741824")]
    [TestCase("blob:limit=0", "blob:none")]
    [TestCase("tree:0", "tree:0")]
    [TestCase("object:type=tag", "object:type=tag")]
    [TestCase("combine:tree:2+blob:none", "combine:blob:none+tree:2")]
    [TestCase("combine:tree%3a2+blob%3Anone+tree:1", "combine:blob:none+tree:1")]
    [TestCase("combine:combine%3atree%3a3%2bblob%3anone", "combine:blob:none+tree:3")]
    public void A_filter_is_read_as_git_reads_it(string spec, string canonical) => Parse(spec).Filter.ToString().ShouldBe(canonical);

    [TestCase("")]
    [TestCase("blob")]
    [TestCase("blob:limit=")]
    [TestCase("blob:limit=-1")]
    [TestCase("blob:limit=+1")]
    [TestCase("blob:limit=1kk")]
    [TestCase("blob:limit=9223372036854775808")]
    [TestCase("blob:limit=9007199254740993k")]
    [TestCase("blob:none ")]
    [TestCase("tree:")]
    [TestCase("tree:x")]
    [TestCase("object:type=thing")]
    [TestCase("sparse:oid=main")]
    [TestCase("combine:")]
    [TestCase("combine:blob:none+")]
    [TestCase("combine:blob:none%")]
    [TestCase("combine:blob%3xnone")]
    [TestCase("auto")]
    public void Anything_else_is_refused_with_a_reason(string spec) => Parse(spec).Problem.ShouldNotBeNull();

    [Test]
    public void Two_types_exclude_everything()
    {
        var filter = Parse("combine:object:type=blob+object:type=tree").Filter;
        filter.ExcludesAll.ShouldBeTrue();
        Enum.GetValues<ObjectType>().ShouldAllBe(type => !filter.Takes(type));
    }

    [Test]
    [Category("hostile")]
    public void D05_Deep_nesting_and_great_length_are_refused()
    {
        var spec = "blob:none";
        for (var depth = 0; depth < 10; depth++)
            spec = "combine:" + Uri.EscapeDataString(spec);
        Parse(spec).Problem.ShouldBe("combinations are nested deeper than 8");
        Parse("combine:" + string.Join('+', Enumerable.Repeat("blob:none", 10_000))).Problem.ShouldBe("it is longer than 65516 bytes");
    }

    private static (ObjectFilter Filter, string? Problem) Parse(string spec)
    {
        ObjectFilter.TryParse(System.Text.Encoding.ASCII.GetBytes(spec), out var filter, out var problem).ShouldBe(problem is null);
        return (filter, problem);
    }
}
