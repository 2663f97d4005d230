using System.Text;

namespace GitProto.Storage.Tests.Support;

/// <summary>All objects of a repository as git reads them.</summary>
internal static class GitObjects
{
    public static Dictionary<ObjectId, GitObject> ReadAll(string repository) => Parse(
        Git.RunBytes(repository, [], "cat-file", "--batch-all-objects", "--unordered", "--batch"));

    /// <summary>The ids that a walk from all refs gives, in git's order.</summary>
    public static List<ObjectId> Walk(string repository, params string[] revisions) =>
        [.. Git.Run(repository, ["rev-list", "--objects", .. revisions]).Split('\n').Select(line => ObjectId.Parse(line.Split(' ')[0]))];

    public static PackFile OpenOnlyPack(string repository, ObjectFormat format)
    {
        var index = Directory.GetFiles(Path.Join(repository, "objects/pack"), "*.idx").ShouldHaveSingleItem();
        return PackFile.Open(Path.ChangeExtension(index, ".pack"), index, format);
    }

    private static Dictionary<ObjectId, GitObject> Parse(byte[] output)
    {
        var objects = new Dictionary<ObjectId, GitObject>();
        for (var position = 0; position < output.Length;)
        {
            var end = Array.IndexOf(output, (byte)'\n', position);
            var head = Encoding.ASCII.GetString(output, position, end - position).Split(' ');
            var size = int.Parse(head[2], System.Globalization.CultureInfo.InvariantCulture);
            var type = Enum.Parse<ObjectType>(head[1], ignoreCase: true);
            objects.Add(ObjectId.Parse(head[0]), new GitObject(type, output.AsMemory(end + 1, size)));
            position = end + size + 2;
        }
        return objects;
    }
}
