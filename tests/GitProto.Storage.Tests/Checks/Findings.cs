namespace GitProto.Storage.Tests.Checks;

/// <summary>What the checks find in single objects.</summary>
internal static class Findings
{
    /// <summary>What is found in an object, in the strict mode of received objects.</summary>
    public static List<FsckMessage> Of(ObjectType type, byte[] content, FsckOptions? options = null) => Of([(type, content)], options);

    /// <summary>What is found in objects that are together in a store.</summary>
    public static List<FsckMessage> Of(IEnumerable<(ObjectType Type, byte[] Content)> made, FsckOptions? options = null)
    {
        var found = new List<FsckMessage>();
        var objects = new MemoryObjectStore();
        var checker = new ObjectChecker(ObjectFormat.Sha1, (options ?? FsckOptions.StrictDefault) with { Report = found.Add });
        foreach (var (type, content) in made)
            checker.Check(objects.Write(type, content), type, content);
        checker.CheckNamedBlobs(objects);
        checker.Errors.ShouldBe(found.Count(message => message.IsError));
        return found;
    }

    /// <summary>What is found in a tree of one entry.</summary>
    public static List<FsckMessage> OfEntry(string mode, string name, FsckOptions? options = null) => Of(ObjectType.Tree, BadObjects.Entry(mode, name), options);

    /// <summary>What is found in a <c>.gitmodules</c>.</summary>
    public static List<FsckMessage> OfModules(string text, FsckOptions? options = null) => Of(Named(".gitmodules", text), options);

    /// <summary>A blob, and a tree that names it.</summary>
    public static IEnumerable<(ObjectType Type, byte[] Content)> Named(string name, string text)
    {
        var blob = BadObjects.Bytes(text);
        return [(ObjectType.Blob, blob), (ObjectType.Tree, BadObjects.Entry("100644", name, ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, blob)))];
    }

    /// <summary>The ids of the errors.</summary>
    public static IEnumerable<FsckId> Errors(this IEnumerable<FsckMessage> found) => found.Where(message => message.IsError).Select(message => message.Id);
}
