using System.Text;

namespace GitProto.Storage.Tests.Checks;

/// <summary>Objects made by hand, good ones and bad ones, of which both git and we are asked.</summary>
internal static class BadObjects
{
    public const string TreeId = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    public const string Person = "A U Thor <author@example.com> 1700000000 +0000";

    public static IEnumerable<(ObjectType Type, byte[] Content)> All => [.. Commits().Select(text => (ObjectType.Commit, Bytes(text))), .. Tags().Select(text => (ObjectType.Tag, Bytes(text))), .. Trees().Select(tree => (ObjectType.Tree, tree))];

    /// <summary>Text in which each character is a byte.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>The other way round.</summary>
    public static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    public static byte[] Entry(string mode, byte[] name, ObjectId id) => [.. Bytes(mode + " "), .. name, 0, .. ObjectId.AsSpan(id)];

    public static byte[] Entry(string mode, string name, ObjectId? id = null) => Entry(mode, Encoding.UTF8.GetBytes(name), id ?? Id(1));

    public static byte[] Tree(params byte[][] entries) => [.. entries.SelectMany(entry => entry)];

    public static ObjectId Id(byte fill) => ObjectId.FromBytes([.. Enumerable.Repeat(fill, 20)]);

    public static IEnumerable<string> Commits()
    {
        var head = $"tree {TreeId}\n";
        var people = $"author {Person}\ncommitter {Person}\n";
        yield return $"{head}{people}\nWell.\n";
        yield return $"{head}{people}";
        yield return $"{head}{people}\n";
        yield return $"{head}{people}encoding latin1\n\nWell.\n";
        yield return $"{head}{people}\nNUL \0 here";
        yield return $"{head}{people}x\0y\n\nWell.\n";
        yield return $"{head}{people}gpgsig x";
        yield return $"{head}author {Person}\n\nNo committer\n";
        yield return $"{head}committer {Person}\n\nNo author\n";
        yield return $"{head}committer {Person}\nauthor {Person}\n\nTurned\n";
        yield return $"{head}author {Person}\n{people}\nTwo authors\n";
        yield return $"{head}author {Person}\nauthor <a@b> 1 +0000\ncommitter {Person}\n\nTwo authors, one bad\n";
        yield return $"{head}{head}{people}\nTwo trees\n";
        yield return $"{head}parent {TreeId}x\n{people}\nParent\n";
        yield return $"{head}parent {TreeId[1..]}\n{people}\nParent\n";
        yield return $"{head}parent {TreeId}\nparent {TreeId[1..]}g\n{people}\nParent\n";
        yield return $"{people}\nNo tree\n";
        yield return $"tree {TreeId} \n{people}\nTree\n";
        yield return $"tree {TreeId[2..]}\n{people}\nTree\n";
        yield return $"tree {TreeId.ToUpperInvariant()}\n{people}\nUpper\n";
        yield return $"tree {TreeId}\r\n{people}\nCR\n";
        foreach (var person in Persons())
        {
            yield return $"{head}author {person}\ncommitter {Person}\n\nAuthor {person}\n";
            yield return $"{head}author {Person}\ncommitter {person}\n\nCommitter {person}\n";
        }
    }

    public static IEnumerable<string> Tags()
    {
        var head = $"object {TreeId}\ntype tree\n";
        yield return $"{head}tag v1\ntagger {Person}\n\nWell.\n";
        yield return $"{head}tag v1\ntagger {Person}\n";
        yield return $"{head}tag v1\n\nNo tagger\n";
        yield return $"{head}tag v1\ntagger {Person}\nextra 1\n\nExtra\n";
        yield return $"{head}tag v1\ntagger {Person}\ngpgsig x\n y\n\nSigned\n";
        yield return $"{head}tag v1\ntagger {Person}\ngpgsig-sha256 x\n y\nmore\n\nSigned\n";
        yield return $"{head}tag v1\ntagger {Person}";
        yield return $"{head}tag \0\ntagger {Person}\n\nNUL\n";
        foreach (var name in (string[])["v 1", "v..1", ".v", "v.lock", "a/b", "/v", "v/", "v~", "v^", "v:", "v?", "v*", "v[", "v\\", "v@{", "@", "v\x7f", "v.", "", "-v", "HEAD"])
            yield return $"{head}tag {name}\ntagger {Person}\n\nName\n";
        yield return $"object {TreeId}\ntype tree\ntagger {Person}\n\nNo name\n";
        yield return $"object {TreeId}\ntype tree\ntaggerv1\ntagger {Person}\n\nNo name\n";
        yield return $"object {TreeId}\ntype trees\ntag v1\ntagger {Person}\n\nType\n";
        yield return $"object {TreeId}\ntype \ntag v1\ntagger {Person}\n\nType\n";
        yield return $"object {TreeId}\ntag v1\ntagger {Person}\n\nNo type\n";
        yield return $"object {TreeId[1..]}\ntype tree\ntag v1\ntagger {Person}\n\nId\n";
        yield return $"object {TreeId}x\ntype tree\ntag v1\ntagger {Person}\n\nId\n";
        yield return $"type tree\ntag v1\ntagger {Person}\n\nNo object\n";
        foreach (var person in Persons())
            yield return $"{head}tag v1\ntagger {person}\n\nTagger {person}\n";
    }

    public static IEnumerable<string> Persons() =>
    [
        "<a@b> 1700000000 +0000", " <a@b> 1700000000 +0000", "  <a@b> 1 +0000", "A<a@b> 1700000000 +0000", "A  <a@b> 1700000000 +0000", "A <a@b>1700000000 +0000",
        "A a@b 1700000000 +0000", "A <a@b 1700000000 +0000", "A> <a@b> 1700000000 +0000", "A <a<b> 1 +0000", "A <a>b> 1 +0000", "A <> 1 +0000", "A <a@b> 0 +0000",
        "A <a@b> 00 +0000", "A <a@b> 01 +0000", "A <a@b> 0", "A <a@b>", "A <a@b> ", "A <a@b> x +0000", "A <a@b> 1x +0000", "A <a@b> 1", "A <a@b> 1 ",
        "A <a@b> 1 0000", "A <a@b> 1 +000", "A <a@b> 1 +00000", "A <a@b> 1 +00a0", "A <a@b> 1 -9999", "A <a@b> 1 +0000 ", "A <a@b> 1  +0000",
        "A <a@b> 9223372036854775807 +0000", "A <a@b> 9223372036854775808 +0000", "A <a@b> 18446744073709551614 +0000", "A <a@b> 18446744073709551615 +0000",
        "A <a@b> 18446744073709551616 +0000", "A <a@b> 99999999999999999999999 +0000", "A <a@b>  1 +0000", "A <a@b> \t1 +0000", "", "A", "<", ">", "A <", "A <a", "A <a>x 1 +0000", "A\r <a@b> 1 +0000\r",
    ];

    public static IEnumerable<byte[]> Trees()
    {
        yield return [];
        yield return Tree(Entry("100644", "a"), Entry("40000", "b"), Entry("100755", "c"), Entry("120000", "d"), Entry("160000", "e"));
        yield return Tree(Entry("100644", "b"), Entry("100644", "a"));
        yield return Tree(Entry("40000", "a"), Entry("100644", "a.c"));
        yield return Tree(Entry("100644", "a.c"), Entry("40000", "a"));
        yield return Tree(Entry("100644", "a"), Entry("100644", "a"));
        yield return Tree(Entry("100644", "a"), Entry("40000", "a"));
        yield return Tree(Entry("40000", "a"), Entry("40000", "a"));
        yield return Tree(Entry("100644", "a"), Entry("100644", "a.b"), Entry("40000", "a"));
        yield return Tree(Entry("100644", "foo"), Entry("100644", "foo.bar"), Entry("100644", "foo.bar.baz"), Entry("40000", "foo.bar"), Entry("40000", "foo"));
        yield return Tree(Entry("100644", "foo"), Entry("100644", "foo-"), Entry("40000", "foo-"), Entry("100644", "foo."), Entry("40000", "foo"));
        yield return Tree(Entry("40000", "a"), Entry("100644", "a"));
        yield return Tree(Entry("120000", "a"), Entry("100644", "a-"), Entry("160000", "a."), Entry("40000", "a"));
        yield return Tree(Entry("100644", "a", ObjectId.Zero(ObjectFormat.Sha1)));
        foreach (var mode in (string[])["100664", "100600", "104755", "177777777777", "40755", "040000", "0100644", "0", "1", "644", "120777", "160644", "100645", "20000", "000000000000000000000000100644", "", "8", "1006a4", " 100644", "-1"])
            yield return Tree(Entry(mode, "a"));
        foreach (var name in Names())
        {
            yield return Tree(Entry("100644", name));
            yield return Tree(Entry("40000", name));
            yield return Tree(Entry("120000", name));
        }
        foreach (var name in (byte[][])[[.. ".git"u8, 0xff], [.. ".gitmodules"u8, 0xff], [.. ".git"u8, 0xe2, 0x80], [.. ".gi"u8, 0xe2, 0x80, 0x8c, (byte)'t', 0xc0], [.. ".gi"u8, 0xed, 0xa0, 0x80]])
            yield return Tree(Entry("100644", name, Id(1)));
        yield return Tree(Entry("100644", new string('n', 4096)));
        var whole = Tree(Entry("100644", "a"), Entry("40000", "b"));
        for (var length = 1; length < whole.Length; length++)
            yield return whole[..length];
    }

    public static IEnumerable<string> Names() =>
    [
        ".", "..", "...", "", "a/b", "/a", "a/", "/", ".git", ".GIT", ".Git", ".gitx", "git", "x.git", ".git ", ".git.", ".git...", ".git . .", ".git:x", ".git::$INDEX_ALLOCATION", ".git/x", ".git\\x", ".git..x",
        "git~1", "GIT~1", "Git~1 ", "git~1.", "git~1:x", "git~1\\x", "git~2", "git~11", "git~1x", ".g\u200cit", ".g\u200c\u200dit", "\u200c.git", ".git\u200c", ".g\u0131t", ".gi\ufefft", ".g\u202aIt", ".g\u206eit", ".g\u2010it",
        ".git\\hooks", "x\\.git", "x\\git~1", "x\\.git\\y", "x\\.gitx", "x\\y\\.GIT", "\\.git", "x\\", "\\", "x:.git",
        ".gitmodules", ".GITMODULES", ".gitmodules ", ".gitmodules.", ".gitmodules:x", ".gitmodules::$DATA", ".gitmodules\\", ".gitmodulesx", "gitmodules", ".g\u200citmodules", ".gitmodules\u200c", "x\\.gitmodules", "x\\gitmod~1",
        "gitmod~1", "GITMOD~1", "gitmod~4", "gitmod~5", "gitmod~1 .", "gitmod~1:x", "gitmod~0", "gitmod~", "gi7eba~1", "GI7EBA~1", "gi7eba~9", "gi7eba~0", "gi7eb~1", "gi7eb~10", "gi7e~100", "gi~10000", "~1000000", "~9999999", "g~100000", "gi7eba~12", "gi7eba~1 ", "gi7ebb~1", "gi7d2~10",
        ".gitattributes", ".gitattributes ", ".GitAttributes", "gitatt~1", "gi7d29~1", "gi7d29~4", ".gitattributesx", ".gita\u200cttributes",
        ".gitignore", ".gitignore.", "gitign~1", "gi250a~1", ".gitIGNORE", ".mailmap", ".MAILMAP", "mailma~1", "maba30~1", "maba30~5", ".mailmapx", ".mail\u200dmap", "mailmap",
        "CON", "NUL.txt", "COM1", "C:x", "\u00e4:x", "a b", "a\nb", "a\x1b[31mb", "g", "G", "m", "M", ".m", "git~", "gi", ".", " .git", "\u00e9",
    ];
}
