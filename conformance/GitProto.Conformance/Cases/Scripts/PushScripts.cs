using GitProto.Conformance.Packs;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>Pushes that no client makes.</summary>
internal static class PushScripts
{
    public static IReadOnlyList<Script> All { get; } =
    [
        Push("push.aliases", "two-names", "Two commands that reach one ref by two names and disagree are both refused.", made =>
        {
            var (topic, main) = (WantScripts.Tip(made, "refs/heads/topic"), WantScripts.Tip(made, "refs/heads/main"));
            var asked = ScriptTurn.Of(Request(Update(topic, main, "refs/heads/topic"), Update(topic, made.Objects.ReadCommit(main).Parent(0), "refs/heads/alias")));
            return [new([.. asked.Bytes, .. new PackBuilder().Build()])];
        }, 2),
        new("advertisement.have-for-push", "lent", "Each object that is lent from another repository is named once.", _ => [ScriptTurn.Of(new PushRequest { Commands = [] })], answer =>
            answer.Of(Elements.AdvertisementHave) is var haves && haves.Count == haves.Select(have => have.Split('\0')[0]).Distinct().Count() ? null : "an object is named twice")
            { Service = GitProtoRequestService.ReceivePack, Protocol = 0, Repository = "lent.git" },
        Push("push.early-end", "no-pack", "A push whose pack does not come is reported as not taken.", made => [ScriptTurn.Of(Request(Update(WantScripts.Tip(made, "refs/heads/topic"), WantScripts.Tip(made, "refs/heads/main"), "refs/heads/topic"))) with { Ends = true }], 1),
        Push("push.hidden-refused", "hidden", "A hidden ref is not updated.", made =>
            [new([.. ScriptTurn.Of(Request(new PushRequestCreate(WantScripts.Tip(made, "refs/heads/main"), (ByteString)"refs/secret/new"))).Bytes, .. new PackBuilder().Build()])], 1),
        Push("report.unpack-failed", "broken-pack", "Each command of a pack that is broken is refused, with a word of the unpacker.", made =>
        {
            var pack = new PackBuilder().Build();
            pack[^1] ^= 1;
            return [new([.. ScriptTurn.Of(Request(Update(WantScripts.Tip(made, "refs/heads/topic"), WantScripts.Tip(made, "refs/heads/main"), "refs/heads/topic"), new PushRequestCreate(WantScripts.Tip(made, "refs/heads/main"), (ByteString)"refs/heads/new"))).Bytes, .. pack], Ends: true)];
        }, 2),
        .. EachByItself(),
    ];

    /// <summary>Of two commands one may be, in either order.</summary>
    private static IEnumerable<Script> EachByItself()
    {
        var (allowed, forbidden) = ("refs/heads/new", "refs/secret/new");
        foreach (var (name, first, second) in new[] { ("allowed-first", allowed, forbidden), ("forbidden-first", forbidden, allowed) })
        {
            var both = Push("push.hidden-refused", name, "Each command of a push is judged by itself.", made =>
                [new([.. ScriptTurn.Of(Request(Create(made, first), Create(made, second))).Bytes, .. new PackBuilder().Build()])], 1);
            yield return both with
            {
                Row = "H21",
                Judge = answer => answer.Of(Elements.ReportOk).Any(line => line.EndsWith(allowed, StringComparison.Ordinal)) && answer.Of(Elements.ReportOk).Count == 1 && answer.Of(Elements.ReportNg).Any(line => line.Contains(forbidden, StringComparison.Ordinal))
                    ? null : $"the report is {Escape.ForDisplay(answer.Text(1))}",
            };
        }
    }

    private static PushRequestCreate Create(FileRepository made, string name) => new(WantScripts.Tip(made, "refs/heads/main"), (ByteString)name);

    private static Script Push(string rule, string name, string title, Func<FileRepository, IReadOnlyList<ScriptTurn>> says, int refused) => new(rule, name, title, says, answer =>
        answer.Has(Elements.ReportOk) ? "the server took it"
        : answer.Of(Elements.ReportNg).Count is var count && count == refused ? null
        : $"{count} of {refused} commands were refused by name")
    {
        Service = GitProtoRequestService.ReceivePack,
        Protocol = 0,
        Repository = "strict.git",
        Writes = true,
        Needs = [CapabilityId.ReportStatus],
    };

    private static PushRequest Request(params PushRequestCommand[] commands) => new()
    {
        Commands = commands,
        Capabilities = WantScripts.Words(CapabilityId.ReportStatus),
    };

    private static PushRequestUpdate Update(ObjectId from, ObjectId to, string name) => new(from, to, (ByteString)name);
}
