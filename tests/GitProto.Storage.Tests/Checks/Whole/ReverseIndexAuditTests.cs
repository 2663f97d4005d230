namespace GitProto.Storage.Tests.Checks.Whole;

/// <summary>Reverse indexes that disagree with their packs, in the words of <c>git fsck</c> of 2.40 and later; earlier ones do not look at them.</summary>
[CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReverseIndexAuditTests : IDisposable
{
    private readonly CheckedRepository made = new CheckedRepository(bare: true).WithHistory();
    private readonly string path;
    private readonly string pack;
    private readonly byte[] bytes;

    public ReverseIndexAuditTests()
    {
        made.Run("-c", "pack.writeReverseIndex=true", "repack", "-adfq");
        path = made.PackFile(".rev");
        pack = made.PackFile(".pack");
        bytes = File.ReadAllBytes(path);
    }

    public void Dispose() => made.Dispose();

    [Test]
    public async Task One_that_git_wrote_has_nothing_to_tell() => (await made.CompareAsync()).ShouldBeEmpty();

    [Test]
    public async Task A_wrong_check_sum_is_told()
    {
        bytes[^1] ^= 1;
        await ShouldBe($"error: invalid checksum\nerror: invalid rev-index for pack '{pack}'\n");
    }

    [Test]
    public async Task Entries_in_the_wrong_order_are_told()
    {
        var (first, second) = (bytes[15], bytes[19]);
        (bytes[15], bytes[19]) = (second, first);
        new PackBuilder().Hash(bytes[..^20]).CopyTo(bytes, bytes.Length - 20);
        await ShouldBe(
            $"error: invalid rev-index position at 0: {second} != {first}\nerror: invalid rev-index position at 1: {first} != {second}\nerror: invalid rev-index for pack '{pack}'\n");
    }

    [TestCase(0)]
    [TestCase(7)]
    [TestCase(11)]
    public async Task One_of_another_form_cannot_be_loaded(int place)
    {
        bytes[place] ^= 0x10;
        File.WriteAllBytes(path, bytes);
        var (code, _, complaints) = await made.AskUsAsync();
        code.ShouldBe((int)RepositoryFlaws.ReverseIndex);
        complaints.ShouldEndWith($"\nerror: unable to load rev-index for pack '{pack}'\n");
    }

    [Test]
    public async Task One_that_is_too_long_cannot_be_loaded()
    {
        File.WriteAllBytes(path, [.. bytes, 0]);
        (await made.AskUsAsync()).Complaints.ShouldEndWith($"\nerror: unable to load rev-index for pack '{pack}'\n");
    }

    private async Task ShouldBe(string complaints)
    {
        File.WriteAllBytes(path, bytes);
        var (code, _, found) = await made.AskUsAsync();
        found.ShouldBe(complaints);
        code.ShouldBe(64);
    }
}
