using GitProto.Proxying;
using GitProto.Tests;
using GitProto.Tracing;
using NUnit.Framework.Interfaces;

[assembly: FlowWatch.AfterEachTest]

namespace GitProto.Tests;

/// <summary>
/// The flows of the spec read what ordinary tests say to each other: every conversation that goes through a door of this watch. A test in which a side breaks a rule fails, and so
/// does one of whose lines another line would be written again. Fixtures whose other side is meant to break rules use no door.
/// </summary>
internal static class FlowWatch
{
    private static readonly Lock Gate = new();
    private static readonly List<Task<ConversationReport?>> Open = [];
    private static int seen;

    /// <summary>How many conversations were read to their end.</summary>
    public static int Seen => Volatile.Read(ref seen);

    /// <summary>Begins to watch a conversation of git://.</summary>
    public static IConversationTap Begin()
    {
        var watched = new WatchedConversation();
        Add(watched.ReportAsync());
        return watched;
    }

    /// <summary>Begins to watch a conversation over HTTP.</summary>
    public static IHttpConversationTap BeginHttp()
    {
        var watched = new WatchedHttpConversation();
        Add(watched.ReportAsync());
        return watched;
    }

    /// <summary>What was found in those that have ended since it was asked last. Those that end just now are waited for.</summary>
    public static async Task<IReadOnlyList<string>> TakeProblemsAsync()
    {
        Task<ConversationReport?>[] all;
        lock (Gate)
            all = [.. Open];
        await Task.WhenAny(Task.WhenAll(all), Task.Delay(TimeSpan.FromSeconds(2))).ConfigureAwait(false);
        var ended = all.Where(one => one.IsCompleted).ToList();
        lock (Gate)
            Open.RemoveAll(ended.Contains);
        Interlocked.Add(ref seen, ended.Count);
        return [.. (await Task.WhenAll(ended).ConfigureAwait(false)).Select(Problem).OfType<string>()];
    }

    private static void Add(Task<ConversationReport?> report)
    {
        lock (Gate)
            Open.Add(report);
    }

    private static string? Problem(ConversationReport? report) => report switch
    {
        null => "more waited for the watch than it may keep",
        { End: ConversationEnd.Violation } => $"{report.By} in {report.Where}: {report.Problem}",
        { Difference: { } difference } => difference,
        _ => null,
    };

    /// <summary>Fails the test that broke a rule: what is thrown behind a whole fixture is only a warning.</summary>
    [AttributeUsage(AttributeTargets.Assembly)]
    internal sealed class AfterEachTestAttribute : Attribute, ITestAction
    {
        public ActionTargets Targets => ActionTargets.Test;

        public void BeforeTest(ITest test)
        {
        }

        public void AfterTest(ITest test) => TakeProblemsAsync().GetAwaiter().GetResult().ShouldBeEmpty("the flows of the spec were broken");
    }
}
