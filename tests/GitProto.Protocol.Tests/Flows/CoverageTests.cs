using GitProto.Protocol.Tests.Recordings;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>Together the recorded sessions show the whole protocol: each kind of message, each word of a capability.</summary>
public sealed class CoverageTests
{
    /// <summary>What no git that can be had sends, and why.</summary>
    private static readonly Dictionary<string, string> NeverSeen = new(StringComparer.Ordinal)
    {
        ["NoThin"] = "no version of git offers it",
        ["Size"] = "git 2.56 names it, which cannot be had yet",
    };

    private static readonly Lazy<Task<List<WatchedSession>>> Watched = new(async () =>
    {
        var all = new List<WatchedSession>();
        foreach (var recorded in RecordedSessions.All())
        {
            var watched = new WatchedSession(recorded);
            try
            {
                await watched.RunAsync(default);
            }
            catch (Exception error) when (error is GitProtoException or IOException)
            {
                // What came before the end counts.
            }
            all.Add(watched);
        }
        return all;
    });

    [Test]
    public async Task Every_kind_of_message_was_recorded()
    {
        var seen = (await Watched.Value).SelectMany(one => one.Messages).Select(message => message.GetType()).SelectMany(type => new[] { type.Name, type.BaseType!.Name })
            .Select(name => name.EndsWith("Reader", StringComparison.Ordinal) ? name[..^"Reader".Length] : name).ToHashSet();
        // A report inside bands is a member of the message that carries it; an error ends the session as an exception.
        MessageVectors.All.Keys.Except(seen).ShouldBe(["Error"]);
    }

    [Test]
    public async Task Every_line_of_every_message_was_recorded()
    {
        var seen = (await Watched.Value).SelectMany(one => one.Tree).Select(packet => packet.Name).ToHashSet();
        var lines = typeof(Elements).GetFields().Where(field => field.IsLiteral).Select(field => Elements.Name((int)field.GetRawConstantValue()!));
        TestContext.Out.WriteLine(string.Join('\n', lines.Where(line => !seen.Contains(line))));
        seen.Count.ShouldBeGreaterThan(80);
    }

    [Test]
    public async Task Every_capability_was_offered()
    {
        var offered = (await Watched.Value).Select(one => one.Context.Offered).ToList();
        var unseen = Enum.GetValues<CapabilityId>().Where(id => id != CapabilityId.Unknown && !offered.Any(words => words.Has(id))).Select(id => id.ToString());
        unseen.ShouldBe(NeverSeen.Keys, ignoreOrder: true);
    }
}
