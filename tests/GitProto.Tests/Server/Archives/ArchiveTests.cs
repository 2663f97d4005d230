using System.IO.Compression;

namespace GitProto.Tests;

/// <summary>The installed git gets archives from our server.</summary>
[CancelAfter(240_000)]
public sealed class ArchiveTests : IAsyncDisposable
{
    private ServedDirectory served = null!;

    [OneTimeSetUp]
    public void Make()
    {
        served = new ServedDirectory();
        ArchiveRepository.Make(served.Place, ServedDirectory.In("a"));
        ArchiveRepository.Make(served.Place, ServedDirectory.In("sha256"), "sha256");
    }

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [TestCase("a", "main")]
    [TestCase("a", "v1")]
    [TestCase("a", "HEAD")]
    [TestCase("a", "refs/heads/topic/one")]
    [TestCase("a", "--prefix=x/", "v1")]
    [TestCase("a", "--prefix=x//", "v1")]
    [TestCase("a", "--prefix=x-", "v1")]
    [TestCase("a", "v1", "--prefix=p/q/", "a", "e/")]
    [TestCase("a", "v1", "e", "p", "sub")]
    [TestCase("a", "v1", "*.txt")]
    [TestCase("a", "v1", ":(glob)*.txt")]
    [TestCase("a", "v1", ":(glob)**/k.*")]
    [TestCase("a", "v1", "d*")]
    [TestCase("a", "v1", ":!e", ":(exclude)p")]
    [TestCase("a", "v1", "p/../e/./empty")]
    [TestCase("a", "--", "v1", ".")]
    [TestCase("sha256", "v1")]
    public void A_tar_is_byte_for_byte_gits(string repository, params string[] arguments)
    {
        var theirs = served.Place.At("theirs.tar");
        var ours = served.Place.At("ours.tar");
        RealGit.Run(served.Place.At("served", repository), ["archive", "--format=tar", "-o", theirs, .. arguments]);

        served.Git(2, ["archive", "--format=tar", $"--remote={served.Url(repository)}", "-o", ours, .. arguments]);

        File.ReadAllBytes(ours).ShouldBe(File.ReadAllBytes(theirs));
    }

    [TestCase("--format=tar.gz")]
    [TestCase("--format=tgz", "-9")]
    [TestCase("--format=tgz", "-0")]
    public void A_compressed_tar_holds_gits_tar(params string[] arguments)
    {
        var theirs = served.Place.At("plain.tar");
        RealGit.Run(served.Place.At("served", "a"), "archive", "--format=tar", "-o", theirs, "v1");
        var ours = Get("ours.tgz", arguments, "v1");

        using var gzip = new GZipStream(File.OpenRead(ours), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        gzip.CopyTo(bytes);

        bytes.ToArray().ShouldBe(File.ReadAllBytes(theirs));
    }

    [TestCase("-0")]
    [TestCase("-6")]
    [TestCase("-9")]
    public void A_zip_holds_what_gits_does(string level)
    {
        var theirs = served.Place.At("theirs.zip");
        RealGit.Run(served.Place.At("served", "a"), "archive", "--format=zip", "--prefix=z/", "-o", theirs, "v1");

        Listed(Get("ours.zip", ["--format=zip", level, "--prefix=z/"], "v1")).ShouldBe(Listed(theirs));
    }

    [Test]
    public void A_zip_is_unpacked_with_its_modes_and_links()
    {
        Get("modes.zip", ["--format=zip"], "v1");
        System.IO.Compression.ZipFile.ExtractToDirectory(served.Place.At("modes.zip"), served.Place.At("unpacked"));

        using var zip = ZipFile.OpenRead(served.Place.At("modes.zip"));
        (zip.GetEntry("run")!.ExternalAttributes >>> 16).ShouldBe(Convert.ToInt32("100755", 8));
        (zip.GetEntry("a")!.ExternalAttributes >>> 16).ShouldBe(Convert.ToInt32("100644", 8));
        (zip.GetEntry("link")!.ExternalAttributes >>> 16 & 0xF000).ShouldBe(0xA000);
        zip.Comment.ShouldBe(RealGit.Run(served.Place.At("served", "a"), "rev-parse", "main"));
        File.ReadAllText(served.Place.At("unpacked", "crlf.txt")).ShouldBe("a\r\nb\r\n");
    }

    [Test]
    public void The_formats_are_those_of_git() =>
        served.Git(2, "archive", $"--remote={served.Url("a")}", "--list").ShouldBe(RealGit.Run(served.Root, "archive", "--list"));

    [Test]
    public void Verbose_tells_the_names()
    {
        var (code, _, error) = RealGit.Try(served.Place.Path, "", "archive", "-v", $"--remote={served.Url("a")}", "v1", "e");

        code.ShouldBe(0, error);
        error.ShouldContain("remote: e/bytes.bin");
    }

    [Test]
    public void The_umask_of_the_repository_counts()
    {
        var path = served.Place.At("served", "a");
        RealGit.Run(path, "config", "tar.umask", "0077");
        try
        {
            A_tar_is_byte_for_byte_gits("a", "v1");
        }
        finally
        {
            RealGit.Run(path, "config", "--unset", "tar.umask");
        }
    }

    private static List<string> Listed(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return [zip.Comment, .. zip.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select(entry =>
        {
            using var bytes = new MemoryStream();
            using (var content = entry.Open())
                content.CopyTo(bytes);
            return $"{entry.FullName} {entry.LastWriteTime:u} {Convert.ToHexString(bytes.ToArray())}";
        })];
    }

    private string Get(string name, string[] options, string tree)
    {
        served.Git(2, ["archive", $"--remote={served.Url("a")}", "-o", served.Place.At(name), .. options, tree]);
        return served.Place.At(name);
    }
}
