using System.Buffers.Binary;
using GitProto.Storage;

namespace GitProto.Tests;

[Category("hostile")]
[CancelAfter(60_000)]
public sealed class HaveFloodTests
{
    [Test]
    public async Task N01_Five_million_unknown_haves_leave_memory_flat()
    {
        using var repository = new MemoryRepository();
        var commit = await repository.CommitAsync("HEAD", "only", [("a", "1")]);
        var tracker = new HaveTracker(repository.Objects, [commit]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var answers = Enumerable.Range(0, 5_000_000).Select(number => tracker.Add(Unknown(number))).CountBy(answer => answer).ToArray();

        answers.ShouldBe([new(HaveAnswer.Unknown, 5_000_000)]);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8 << 20);
        tracker.Common.ShouldBeEmpty();
        tracker.IsReady().ShouldBeFalse();
    }

    [Test]
    public async Task N01_Two_million_times_the_same_tag_are_one_common_object()
    {
        using var repository = new MemoryRepository();
        var commit = await repository.CommitAsync("HEAD", "only", [("a", "1")]);
        var tag = await repository.TagAsync("v1", commit, "one");
        var tracker = new HaveTracker(repository.Objects, [commit]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var answers = Enumerable.Range(0, 2_000_000).Select(_ => tracker.Add(tag)).CountBy(answer => answer).ToArray();

        answers.ShouldBe([new(HaveAnswer.Common, 1), new(HaveAnswer.AlreadyKnown, 1_999_999)]);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8 << 20);
        tracker.Common.ShouldBe([tag]);
    }

    [Test]
    public async Task N01_A_parent_of_what_is_common_is_known_and_not_acknowledged_again()
    {
        using var repository = new MemoryRepository();
        var parent = await repository.CommitAsync("HEAD", "parent", [("a", "1")]);
        var child = await repository.CommitAsync("HEAD", "child", [("a", "2")]);

        var childFirst = new HaveTracker(repository.Objects, [child]);
        childFirst.Add(child).ShouldBe(HaveAnswer.Common);
        childFirst.Add(parent).ShouldBe(HaveAnswer.AlreadyKnown);
        childFirst.Common.ShouldBe([child]);

        var parentFirst = new HaveTracker(repository.Objects, [child]);
        parentFirst.Add(parent).ShouldBe(HaveAnswer.Common);
        parentFirst.Add(child).ShouldBe(HaveAnswer.Common);
        parentFirst.Common.ShouldBe([parent, child]);
    }

    private static ObjectId Unknown(int number)
    {
        Span<byte> bytes = stackalloc byte[20];
        bytes.Fill(0xee);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return ObjectId.FromBytes(bytes);
    }
}
