using System.Formats.Tar;
using System.Reflection;
using System.Text.RegularExpressions;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Which files a client writes, and who chooses their names.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed partial class ClientFileTests
{
    [Test]
    public async Task C04_Every_file_of_a_clone_has_a_fixed_name_or_that_of_its_own_hash(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git", commits: 12);
        var path = place.At("clone.git");

        using (await GitClient.CloneAsync("file://" + source, path, new CloneOptions { Pack = new FetchPackOptions { Depth = FetchDepth.Of(2) } }, cancellationToken))
        {
        }

        string[] files = [.. Directory.GetFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(path, file)).Where(file => !FixedName().IsMatch(file))];
        files.ShouldBeEmpty();
        var pack = Directory.GetFiles(Path.Join(path, "objects", "pack"), "*.pack").Single();
        var content = await File.ReadAllBytesAsync(pack, cancellationToken);
        Path.GetFileName(pack).ShouldBe($"pack-{Convert.ToHexStringLower(content[^20..])}.pack");
        RealGit.Run(path, "verify-pack", pack);
        (await File.ReadAllLinesAsync(Path.Join(path, "shallow"), cancellationToken)).ShouldAllBe(line => Id().IsMatch(line));
    }

    [Test]
    public async Task C10_An_archive_is_handed_out_as_bytes_and_nothing_of_it_is_made(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var evil = await EvilAsync(place, cancellationToken);
        await using var daemon = HostileDaemon.Start(Wire.Join(Wire.Lines("ACK\n", "0000"), Wire.Band(1, evil), Wire.Lines("0000")));
        using var received = new MemoryStream();

        await GitClient.ArchiveAsync(daemon.Url, new ArchiveOptions { Tree = "main" }, received, cancellationToken: cancellationToken);

        received.ToArray().ShouldBe(evil);
        Directory.GetFileSystemEntries(place.Path).ShouldBeEmpty();
    }

    [Test]
    public void C10_No_library_has_a_way_to_write_a_tree_to_files()
    {
        var methods = new[] { typeof(ObjectId).Assembly, typeof(FileRepository).Assembly, typeof(GitClient).Assembly }
            .SelectMany(library => library.GetExportedTypes()).SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)).ToList();

        methods.Count.ShouldBeGreaterThan(500);
        methods.Where(method => !method.IsSpecialName && Writing().IsMatch(method.Name)).Select(method => $"{method.DeclaringType}.{method.Name}").ShouldBeEmpty();
    }

    private static async Task<byte[]> EvilAsync(TestDirectory place, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var name in new[] { "../../evil", place.At("evil"), ".git/hooks/post-checkout" })
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("evil"u8.ToArray()) }, cancellationToken);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = place.Path }, cancellationToken);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "link/evil") { DataStream = new MemoryStream("evil"u8.ToArray()) }, cancellationToken);
        }
        return bytes.ToArray();
    }

    [GeneratedRegex("^(HEAD|config|description|shallow|packed-refs|FETCH_HEAD|refs/(heads|tags)/[a-z0-9./-]+|objects/pack/pack-[0-9a-f]{40}\\.(pack|idx|rev)|objects/[0-9a-f]{2}/[0-9a-f]{38})$")]
    private static partial Regex FixedName();

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Id();

    [GeneratedRegex("Extract|Checkout|Unpack(?!Id)|WriteFile|Materiali[sz]e")]
    private static partial Regex Writing();
}
