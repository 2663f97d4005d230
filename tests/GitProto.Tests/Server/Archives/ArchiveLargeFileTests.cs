using System.IO.Compression;
using GitProto.Server;

namespace GitProto.Tests;

/// <summary>Files that are larger than what may be in memory.</summary>
[CancelAfter(240_000)]
public sealed class ArchiveLargeFileTests : IAsyncDisposable
{
    private const int Size = 3_000_001;
    private ServedDirectory served = null!;
    private string path = null!;

    [OneTimeSetUp]
    public void Make()
    {
        served = new ServedDirectory(new GitServerOptions { UploadArchive = new UploadArchiveRules { MaxFileSize = 100_000 } });
        path = SourceRepository.Make(served.Place, ServedDirectory.In("a.git"), "sha1");
        var bytes = new byte[Size];
        new Random(3).NextBytes(bytes);
        File.WriteAllBytes(served.Place.At("large"), bytes);
        var blob = RealGit.Run(path, "hash-object", "-w", served.Place.At("large"));
        foreach (var (branch, attributes) in new[] { ("plain", "* -text\n"), ("changed", "large.bin ident\n") })
        {
            File.WriteAllText(served.Place.At("attributes"), attributes);
            var tree = RealGit.Try(path, $"100644 blob {RealGit.Run(path, "hash-object", "-w", served.Place.At("attributes"))}\t.gitattributes\n100755 blob {blob}\tlarge.bin\n", "mktree").Output.Trim();
            RealGit.Run(path, "update-ref", $"refs/heads/{branch}", RealGit.Run(path, "commit-tree", "-m", branch, tree));
        }
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Test]
    public void Such_a_file_comes_in_pieces_loose_and_packed([Values] bool isPacked)
    {
        if (isPacked)
            RealGit.Run(path, "gc", "-q");
        var (ours, theirs) = (served.Place.At("ours.tar"), served.Place.At("theirs.tar"));
        RealGit.Run(path, "archive", "--format=tar", "-o", theirs, "plain");

        served.Git(2, "archive", "--format=tar", $"--remote={served.Url("a.git")}", "-o", ours, "plain");
        served.Git(2, "archive", "--format=zip", $"--remote={served.Url("a.git")}", "-o", served.Place.At("ours.zip"), "plain");

        File.ReadAllBytes(ours).AsSpan().SequenceEqual(File.ReadAllBytes(theirs)).ShouldBeTrue();
        using var zip = ZipFile.OpenRead(served.Place.At("ours.zip"));
        using var bytes = new MemoryStream();
        using (var entry = zip.GetEntry("large.bin")!.Open())
            entry.CopyTo(bytes);
        bytes.ToArray().AsSpan().SequenceEqual(File.ReadAllBytes(served.Place.At("large"))).ShouldBeTrue();
    }

    [Test]
    public void Such_a_file_is_refused_where_attributes_change_it() =>
        RealGit.Try(path, "", "archive", $"--remote={served.Url("a.git")}", "changed").Error.ShouldContain("exceeds the limit");
}
