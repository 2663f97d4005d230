using System.Buffers.Binary;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Checks.Whole;

/// <summary>What <c>git fsck</c> says of multi-pack indexes that disagree with their packs.</summary>
[CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MultiPackAuditTests : IDisposable
{
    private readonly CheckedRepository made = new CheckedRepository(bare: true).WithHistory();
    private readonly string path;
    private readonly byte[] bytes;

    public MultiPackAuditTests()
    {
        ManyPacks.Split(made.Path, 3);
        made.Run("multi-pack-index", "write");
        path = Path.Join(made.Path, "objects", "pack", MultiPackIndex.FileName);
        bytes = File.ReadAllBytes(path);
    }

    public void Dispose() => made.Dispose();

    [Test]
    public async Task One_that_git_wrote_has_nothing_to_tell() => (await made.CompareAsync()).ShouldBeEmpty();

    [TestCase("OOFF", 7, 1, TestName = "{m}(an offset)")]
    [TestCase("OOFF", 3, 1, TestName = "{m}(a number of a pack)")]
    [TestCase("PNAM", 6, 1, TestName = "{m}(a name)")]
    [TestCase("OIDL", 19, 1, TestName = "{m}(an id)")]
    public async Task What_disagrees_is_told_in_the_words_of_git(string chunk, int further, byte change)
    {
        bytes[Chunk(chunk) + further] ^= change;
        Write();
        var complaints = await made.CompareAsync();
        Sorted(complaints).ShouldBe(Sorted(made.GitError));
        (await made.AskUsAsync()).Code.ShouldBe(32);
    }

    [Test]
    public async Task A_wrong_check_sum_is_told()
    {
        Write(mend: false);
        (await made.CompareAsync()).ShouldBe("incorrect checksum\n");
    }

    [Test]
    public async Task Ids_out_of_order_are_told()
    {
        var first = bytes.AsSpan(Chunk("OIDL"), 20).ToArray();
        bytes.AsSpan(Chunk("OIDL") + 20, 20).CopyTo(bytes.AsSpan(Chunk("OIDL")));
        first.CopyTo(bytes.AsSpan(Chunk("OIDL") + 20));
        Write();
        var complaints = await made.CompareAsync();
        var line = complaints.Split('\n').Single(line => line.StartsWith("oid lookup out of order: oid[0] = ", StringComparison.Ordinal));
        made.GitError.Split('\n').ShouldContain(line);
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(12)]
    public async Task One_of_another_form_is_told_and_the_rest_is_checked(int place)
    {
        bytes[place] ^= 0x10;
        Write();
        var (code, _, complaints) = await made.AskUsAsync();
        code.ShouldBe((int)RepositoryFlaws.MultiPackIndex);
        complaints.ShouldEndWith("\nerror: multi-pack-index file exists, but failed to parse\n");
    }

    [Test]
    public async Task It_is_not_looked_at_where_the_config_turns_it_off()
    {
        Write(mend: false);
        made.Run("config", "core.multiPackIndex", "false");
        (await made.CompareAsync()).ShouldBeEmpty();
    }

    private static string Sorted(string complaints) => string.Join('\n', complaints.Split('\n').Order(StringComparer.Ordinal));

    private void Write(bool mend = true)
    {
        if (mend)
            new PackBuilder().Hash(bytes[..^20]).CopyTo(bytes, bytes.Length - 20);
        else
            bytes[^1] ^= 1;
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
    }

    private int Chunk(string id) => (int)BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(id)) + 4));
}
