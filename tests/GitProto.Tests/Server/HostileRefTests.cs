using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>What a server says of refs that lead astray, and of names that clients make up.</summary>
[Category("hostile")]
[CancelAfter(60_000)]
public sealed class HostileRefTests : IDisposable
{
    private readonly TestDirectory place = new();
    private readonly string path;
    private readonly string tip;

    public HostileRefTests()
    {
        path = SourceRepository.MakeRich(place, "r.git", commits: 12);
        tip = RealGit.Run(path, "rev-parse", "main");
        File.WriteAllText(place.At("secret"), new string('5', 40) + "\n");
    }

    public void Dispose() => place.Dispose();

    [Test]
    public async Task R08_Rings_and_symbolic_refs_that_lead_out_take_nothing_from_the_list([Values(0, 1, 2)] int version)
    {
        foreach (var (name, target) in new[]
        {
            ("HEAD", "refs/heads/ring"), ("refs/heads/ring", "HEAD"), ("refs/heads/self", "refs/heads/self"),
            ("refs/heads/out", "../../secret"), ("refs/heads/root", "/etc/passwd"), ("refs/heads/lines", "refs/heads/main\nrefs/heads/x"), ("refs/heads/long", new string('x', 1 << 20)),
            ("refs/c/1", "refs/c/2"), ("refs/c/2", "refs/c/3"), ("refs/c/3", "refs/c/4"), ("refs/c/4", "refs/c/5"), ("refs/c/5", "refs/c/6"), ("refs/c/6", "refs/heads/main"),
        })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(path, name))!);
            await File.WriteAllTextAsync(Path.Join(path, name), $"ref: {target}\n");
        }

        var said = await ListAsync(version);

        said.ShouldContain($"{tip} refs/heads/main");
        said.ShouldContain($"{tip} refs/c/3");
        foreach (var absent in new[] { "ring", "self", "refs/heads/out", "refs/heads/root", "lines", "long", "refs/c/1", "refs/c/2", "55555555", "root:x:", "HEAD" })
            said.ShouldNotContain(version == 2 && absent == "HEAD" ? " HEAD\n" : absent == "HEAD" ? " HEAD\0" : absent);
    }

    [TestCase("refs/heads/../../config")]
    [TestCase("refs/../config")]
    [TestCase("../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("refs/heads/main.lock")]
    [TestCase("config")]
    [TestCase("objects")]
    public async Task R01_A_wanted_name_or_prefix_that_climbs_finds_nothing(string name)
    {
        using var repository = FileRepository.Open(path);
        var options = new GitServerOptions { UploadPack = new UploadPackOptions { AllowRefInWant = true } };
        var before = HostileRow.Files(place.Path);

        (await SayAsync(repository, options, Command("fetch") + "0001" + ScriptedClient.Pkt($"want-ref {name}\n") + ScriptedClient.Pkt("done\n") + "0000"))
            .ShouldContain("ERR ");
        var listed = await SayAsync(repository, options, Command("ls-refs") + "0001" + ScriptedClient.Pkt($"ref-prefix {name}\n") + "0000");

        listed.ShouldEndWith("0000");
        listed[(listed.IndexOf("object-format=", StringComparison.Ordinal) + 1)..].ShouldNotContain(tip);
        HostileRow.Files(place.Path).ShouldBe(before);
    }

    private static string Command(string name) => ScriptedClient.Pkt($"command={name}\n");

    private static async Task<string> SayAsync(IRepository repository, GitServerOptions options, string request)
    {
        await using var client = ScriptedClient.Call(repository, options);
        await client.SendAsync(ScriptedClient.Hello(2) + request);
        await client.EndAsync();
        return await client.ReadToEndAsync();
    }

    private async Task<string> ListAsync(int version)
    {
        using var repository = FileRepository.Open(path);
        await using var client = ScriptedClient.Call(repository);
        await client.SendAsync(ScriptedClient.Hello(version) + (version == 2 ? Command("ls-refs") : "") + "0000");
        await client.EndAsync();
        return await client.ReadToEndAsync();
    }
}
