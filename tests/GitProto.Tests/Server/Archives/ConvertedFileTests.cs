using System.Text;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A file that is changed on its way into an archive is in memory as it was and as it becomes, and not more often.</summary>
public sealed class ConvertedFileTests
{
    private const int Slack = 1 << 20;

    [Test]
    public void Ends_of_lines()
    {
        var attributes = new AttributeValues();
        attributes.Take([new(ArchiveAttributes.Eol, new AttributeState(AttributeStateKind.Text, "crlf"))], new Dictionary<ByteString, AttributeRule>());
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\na\r\nbc\n", 1_000_000)));

        var made = Measured(() => LineEndings.Convert(content, attributes, default));

        Encoding.ASCII.GetString(made[..18].Span).ShouldBe("\r\na\r\nbc\r\n\r\na\r\nbc\r\n");
        made.Length.ShouldBe(9_000_000);
    }

    [Test]
    public void Ids()
    {
        var id = ObjectId.Parse(new string('1', 40));
        var expanded = $"$Id: {id} $";
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("some text $Id: before $ and $ $Id$", 200_000)));

        var made = Measured(() => IdentKeyword.Expand(content, id));

        made.Length.ShouldBe(200_000 * ("some text ".Length + " and $ ".Length + (2 * expanded.Length)));
        Encoding.ASCII.GetString(made[^54..].Span).ShouldBe(" and $ " + expanded);
    }

    [Test]
    public async Task Facts_of_a_commit()
    {
        var repository = new MemoryRepository();
        var id = await repository.CommitAsync("HEAD", "subject", [("a", "1")]);
        var text = new CommitText(repository, new RefView(repository), id, UploadArchiveRules.Default);
        var content = Encoding.ASCII.GetBytes(new string('x', 10_000_000) + "$Format:%H$ $Format:%s$");

        var made = Measured(() => text.Substitute(content, "a"));

        Encoding.ASCII.GetString(made[10_000_000..].Span).ShouldBe($"{id} subject");
    }

    private static ReadOnlyMemory<byte> Measured(Func<ReadOnlyMemory<byte>> convert)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var made = convert();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(made.Length + Slack);
        return made;
    }
}
