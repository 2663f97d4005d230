namespace GitProto.Tests;

/// <summary>A repository whose archives show everything: long names, links, a submodule, empty directories of trees, every attribute that bears on them.</summary>
internal static class ArchiveRepository
{
    private const string Attributes = """
        [attr]gone export-ignore
        # a comment, and a line too long to count
        /tests/ export-ignore
        *.o export-ignore
        docs/** gone
        crlf.txt text eol=crlf
        auto.txt text=auto eol=crlf
        mixed.txt text=auto eol=crlf
        id.c ident
        subst.txt export-subst
        "q\"x" export-ignore
        **/deep/*.z export-ignore
        class[[:digit:]] export-ignore
        e/[a-c]* -export-ignore
        *.bin binary

        """;

    private const string Subst = """
        all $Format:%H %T|%P|%an|%ae|%al|%ad|%aD|%ai|%aI|%at|%as|%cn|%ci|%s|%n%b|%%|%x41$ end
        $Format:%h %t|%p|%d|%D|%f|%m|%+s|% s|%-s|%n%n%-b$ end
        $Format:%B$ and $Format: no end

        """;

    public static string Make(TestDirectory place, string name, string format = "sha1")
    {
        var path = place.At(name);
        RealGit.Run(place.Path, "init", "-q", "-b", "main", $"--object-format={format}", path);
        var longName = new string('l', 120);
        var deep = string.Concat(Enumerable.Repeat("dir/", 60));
        Write(path, ".gitattributes", Attributes);
        Write(path, "a", "hi\n");
        Write(path, "run", "#!/bin/sh\n");
        Write(path, $"{deep}file", "deep\n");
        Write(path, $"{deep}{longName}", "deep and long\n");
        Write(path, $"{longName}/{longName}/{longName}", "long\n");
        File.CreateSymbolicLink(Path.Join(path, "link"), "a");
        File.CreateSymbolicLink(Path.Join(path, "longlink"), $"{longName}/{longName}");
        Write(path, "e/empty", "");
        Write(path, "e/bytes.bin", string.Concat(Enumerable.Range(0, 4000).Select(number => (char)(number * 7919 % 128))));
        foreach (var (file, text) in new[]
        {
            ("tests/t", "t\n"), ("docs/d", "d\n"), ("tests.txt", "x\n"), ("p/deep/k.z", "z\n"), ("p/deep/k.y", "y\n"), ("m/a.o", "o\n"), ("m/b.p", "p\n"),
            ("m/c.p", "p\n"), ("m/.gitattributes", "b.p export-ignore\n[attr]x export-ignore\nc.p x\n"), ("q\"x", "x\n"), ("né", "é\n"), ("class1", "1\n"), ("classx", "x\n"),
            ("crlf.txt", "a\nb\n"), ("auto.txt", "a\nb\n"), ("mixed.txt", "a\r\nb\n"), ("id.c", "v $Id$ x $Id: abc $ y $Id: a b $ z $Id\n"), ("subst.txt", Subst),
        })
            Write(path, file, text);
        RealGit.Run(path, "-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "add", "-A");
        RealGit.Run(path, "update-index", "--chmod=+x", "run");
        RealGit.Run(path, "update-index", "--add", "--cacheinfo", $"160000,{new string('1', format == "sha1" ? 40 : 64)},sub");
        RealGit.Run(path, "commit", "-q", "-m", "A subject\nof two lines\n\nBody one\ntwo\n\nThree");
        RealGit.Run(path, "tag", "-a", "v1", "-m", "annotated");
        RealGit.Run(path, "branch", "topic/one");
        File.WriteAllText(Path.Join(path, ".git", "info", "attributes"), "classx gone\n");
        return path;
    }

    private static void Write(string path, string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(path, file))!);
        File.WriteAllText(Path.Join(path, file), text);
    }
}
