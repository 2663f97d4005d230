using System.Text;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Grammars that nest or go on: a million times, in linear time and without a stack.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class NestingTests
{
    private const int Many = 1_000_000;

    [TestCase("continued", true)]
    [TestCase("sections", true)]
    [TestCase("brackets", false)]
    [TestCase("quotes", true)]
    [TestCase("escapes", true)]
    [TestCase("keys", true)]
    public async Task W17_A_config_file_of_a_million_parts_is_read_or_refused(string what, bool opens)
    {
        using var place = new TestDirectory();
        FileRepository.Create(place.At("r.git")).Dispose();
        var text = what switch
        {
            "continued" => "[x]\n\ty = " + Repeat("a\\\n", Many) + "z\n",
            "sections" => Repeat("[a.b]\n", Many),
            "brackets" => Repeat("[", Many) + "\n",
            "quotes" => "[x]\n\ty = " + Repeat("\"\"", Many) + "\n",
            "escapes" => "[x]\n\ty = " + Repeat("\\\\", Many) + "\n",
            _ => "[x]\n" + Repeat("\ty = 1\n", Many),
        };
        await File.AppendAllTextAsync(place.At("r.git", "config"), text);
        var row = new HostileRow { Store = () => [], IsClosed = _ => Task.CompletedTask };

        var error = await row.RunAsync(() => Task.Run(() => FileRepository.Open(place.At("r.git")).Dispose()));

        if (opens)
            error.ShouldBeNull();
        else
            error.ShouldBeOfType<PolicyException>();
    }

    [TestCase("combine:")]
    [TestCase("combine:combine%3a")]
    [TestCase("combine:tree:1+")]
    [TestCase("%25")]
    public async Task W17_A_filter_that_nests_as_far_as_a_packet_goes_is_refused(string part)
    {
        using var server = await HostileServer.MakeAsync(new GitServerOptions { UploadPack = new UploadPackOptions { AllowFilter = true } });
        var filter = Repeat(part, 64_000 / part.Length);

        await server.RefusesAsync<PolicyException>(
            ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=fetch") + "0001" + ScriptedClient.Pkt($"want {server.Commit}\n") + ScriptedClient.Pkt($"filter {filter}") + ScriptedClient.Pkt("done\n") + "0000");
    }

    [Test]
    public async Task W17_A_million_words_and_attributes_in_one_message_are_a_limit_or_refused()
    {
        var words = string.Join(' ', Enumerable.Range(0, 8_000).Select(number => $"w{number}"));
        await HostileFetch.RefusedAsync<LimitExceededException>(Wire.Lines($"{Wire.A} refs/heads/a\0{words}\n", "0000"));

        using var server = await HostileServer.MakeAsync();
        await server.RefusesAsync<LimitExceededException>(ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {server.Commit} {words}\n") + "0000");
        // A head of a request without end: no command comes.
        await server.RefusesAsync<LimitExceededException>(ScriptedClient.Hello(2) + string.Concat(Enumerable.Repeat(ScriptedClient.Pkt("agent=x"), 10_000)));
    }

    [TestCase("mergetag object\n", " x\n")]
    [TestCase("gpgsig x\n", " x\n")]
    [TestCase("", "author x\n")]
    [TestCase("", "parent x\n")]
    [TestCase("", "x")]
    public void W17_A_commit_or_tag_whose_head_goes_on_a_million_times_is_read_or_refused_at_once(string first, string more)
    {
        var tree = $"{ObjectId.Parse(new string('1', 40))}";
        var time = System.Diagnostics.Stopwatch.StartNew();
        foreach (var head in new[] { $"tree {tree}\n", $"object {tree}\ntype commit\n" })
        {
            var content = Encoding.ASCII.GetBytes(head + first + Repeat(more, Many) + "\nmessage\n");
            try
            {
                if (head[0] == 't')
                    new CommitView(ObjectFormat.Sha1, content).ParentCount.ShouldBe(0);
                else
                    new TagView(ObjectFormat.Sha1, content).TargetType.ShouldBe(ObjectType.Commit);
            }
            catch (ObjectRefusedException e) when (more.StartsWith("parent", StringComparison.Ordinal))
            {
                HostileRow.CheckText(e);
            }
        }
        time.Elapsed.ShouldBeLessThan(Patience.OfARow);
    }

    private static string Repeat(string part, int times) => new StringBuilder(part.Length * times).Insert(0, part, times).ToString();
}
