using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Packs;
using GitProto.Conformance.Repositories;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows O: objects that a server refuses which has all checked, though no ref would reach them.</summary>
internal static class ObjectRows
{
    private const string Person = "A U Thor <author@example.com> 1700000000 +0000";
    private static readonly byte[] Text = "hostile\n"u8.ToArray();
    private static readonly ObjectId Blob = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, Text);
    private static readonly ObjectId Empty = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Tree, []);

    /// <summary>All of them.</summary>
    public static IEnumerable<Fault> All(RepositorySet repositories)
    {
        var pushed = new OddPack(Path.Join(repositories.Root, "seeds", "ahead.git"));
        yield return HostilePack.Pushed("P24", "empty-objects-checked", "push.connected", "with an empty file and an empty tree, where all is checked", () =>
        {
            var pack = pushed.Begin();
            PackRows.EmptyObjects(pack);
            return pack.Build();
        }, FaultEffect.None, "push-checked");
        yield return HostilePack.Pushed("W17", "continued", "push.connected", "with a .gitmodules whose one line is continued a hundred thousand times", () =>
        {
            var pack = pushed.Begin();
            AddModules(pack, Bytes("[submodule \"x\"]\npath = " + string.Concat(Enumerable.Repeat("\\\n", 100_000)) + "x\nurl = https://example.com/x\n"));
            return pack.Build();
        }, FaultEffect.Surplus, "push-checked");
        foreach (var one in Objects())
            yield return Refused(one, pushed);
    }

    private static Fault Refused((string Row, string Name, string Title, Action<PackBuilder> Add) one, OddPack pushed) =>
        HostilePack.Pushed(one.Row, one.Name, "push.connected", one.Title, () =>
        {
            var pack = pushed.Begin();
            pack.Whole(ObjectType.Blob, Text);
            pack.Whole(ObjectType.Tree, []);
            one.Add(pack);
            return pack.Build();
        }, scenario: "push-checked");

    private static IEnumerable<(string Row, string Name, string Title, Action<PackBuilder> Add)> Objects() =>
    [
        Entry("O01", "git", ".git"),
        Entry("O01", "capitals", ".GIT"),
        Entry("O01", "ntfs-short", "git~1"),
        Entry("O01", "ntfs-dot", ".git."),
        Entry("O01", "ntfs-blank", ".git "),
        Entry("O01", "ntfs-stream", ".git::$INDEX_ALLOCATION"),
        Entry("O01", "hfs", ".g\u200cit"),
        Entry("O02", "dot", "."),
        Entry("O02", "dots", ".."),
        Entry("O02", "empty", ""),
        Entry("O02", "path", "a/b"),
        Modules("O03", "name-up", "[submodule \"../x\"]\npath = x\nurl = https://example.com/x\n"),
        Modules("O04", "url-dash", "[submodule \"x\"]\npath = x\nurl = -u./x\n"),
        Modules("O04", "path-dash", "[submodule \"x\"]\npath = -x\nurl = https://example.com/x\n"),
        Modules("O04", "update-command", "[submodule \"x\"]\npath = x\nurl = https://example.com/x\nupdate = !x\n"),
        Modules("O05", "url-newline", "[submodule \"x\"]\npath = x\nurl = https://one?%0ahost=two/\n"),
        ("O06", "link", "with a tree whose .gitmodules is a link", pack => pack.Whole(ObjectType.Tree, TreeBytes.Of([("120000", ".gitmodules", Blob)]))),
        ("O09", "no-tree", "with a commit that has no tree", pack => pack.Whole(ObjectType.Commit, Bytes($"author {Person}\ncommitter {Person}\n\nx\n"))),
        ("O09", "no-author", "with a commit that has no author", pack => pack.Whole(ObjectType.Commit, Bytes($"tree {Empty}\ncommitter {Person}\n\nx\n"))),
        ("O11", "two-authors", "with a commit that has two authors", pack => pack.Whole(ObjectType.Commit, Bytes($"tree {Empty}\nauthor {Person}\nauthor {Person}\ncommitter {Person}\n\nx\n"))),
        ("O19", "long-ids", "with a tree whose ids are of another format", pack => pack.Whole(ObjectType.Tree, TreeBytes.Of([("100644", "a", ObjectHasher.Hash(ObjectFormat.Sha256, ObjectType.Blob, Text))]))),
        ("O09", "nul", "with a commit that has a NUL in its header", pack => pack.Whole(ObjectType.Commit, Bytes($"tree {Empty}\nauthor {Person}\ncommitter \0{Person}\n\nx\n"))),
        ("O09", "parent-short", "with a commit whose parent is no id", pack => pack.Whole(ObjectType.Commit, Bytes($"tree {Empty}\nparent 123\nauthor {Person}\ncommitter {Person}\n\nx\n"))),
        ("O09", "no-tagger-name", "with a tag whose tagger is no person", pack => pack.Whole(ObjectType.Tag, Bytes($"object {Blob}\ntype blob\ntag x\ntagger x\n\nx\n"))),
        ("O10", "tree-alone", "with a commit that ends behind its tree", pack => pack.Whole(ObjectType.Commit, Bytes($"tree {Empty}\n"))),
        ("O12", "tag-of-another-kind", "with a tag that says commit of a blob", pack => pack.Whole(ObjectType.Tag, Bytes($"object {Blob}\ntype commit\ntag x\ntagger {Person}\n\nx\n"))),
        ("O12", "tree-is-blob", "with a commit whose tree is a blob", pack => pack.Whole(ObjectType.Commit, Bytes($"tree {Blob}\nauthor {Person}\ncommitter {Person}\n\nx\n"))),
        ("O13", "not-sorted", "with a tree that is not sorted", pack => pack.Whole(ObjectType.Tree, TreeBytes.Of([("100644", "b", Blob), ("100644", "a", Blob)]))),
        ("O13", "twice", "with a tree that has a name twice", pack => pack.Whole(ObjectType.Tree, TreeBytes.Of([("100644", "a", Blob), ("40000", "a", Empty)]))),
        ("O13", "cut", "with a tree that ends within an id", pack => pack.Whole(ObjectType.Tree, TreeBytes.Of([("100644", "a", Blob)])[..^1])),
    ];

    private static (string, string, string, Action<PackBuilder>) Entry(string row, string name, string entry) =>
        (row, name, $"with a tree that has an entry '{Escape.ForDisplay(entry)}'", pack => pack.Whole(ObjectType.Tree, TreeBytes.Of([("100644", entry, Blob)])));

    private static (string, string, string, Action<PackBuilder>) Modules(string row, string name, string file) => (row, name, $"with a .gitmodules that says {Escape.ForDisplay(file)}", pack => AddModules(pack, Bytes(file)));

    private static void AddModules(PackBuilder pack, byte[] file)
    {
        pack.Whole(ObjectType.Blob, file);
        pack.Whole(ObjectType.Tree, TreeBytes.Of([("100644", ".gitmodules", ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, file))]));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
