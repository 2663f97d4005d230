using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>Requests of ls-refs, and what holds for all commands of v2.</summary>
internal static class ListScripts
{
    private static readonly LsRefsRequestArguments Everything = new() { Peel = true, Symrefs = true };

    public static IReadOnlyList<Script> All { get; } =
    [
        new("v2-advertisement.key-letters", "greeting-keys", "The names of capabilities are letters, digits, - and _.", _ => [], answer => Odd(answer, word => word.Split('=')[0], one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_')) { Repository = "offers.git" },
        new("v2-advertisement.value-letters", "greeting-values", "Their values are letters, digits, blanks and signs without quotes.", _ => [], answer => Odd(answer, word => word[(word.IndexOf('=') + 1)..], one => one is >= ' ' and <= '~' and not '"' and not '\'')) { Repository = "offers.git" },
        new("upload-pack-v2.delim-optional", "list-bare", "A request without arguments is answered the same with a delim and without.", _ =>
            [ScriptTurn.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1 }), ScriptTurn.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() })],
            answer => answer.Text(1) == answer.Text(2) && answer.Has(Elements.LsRefsResponseRef) ? null : $"the answers are {Shown(answer, 1)} and {Shown(answer, 2)}"),
        new("upload-pack-v2.header-order", "list-turned", "A capability may come in front of the command.", _ =>
            [ScriptTurn.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = Everything }), Turned(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = Everything })],
            answer => answer.Text(1) == answer.Text(2) && answer.Has(Elements.LsRefsResponseRef) ? null : $"the answers are {Shown(answer, 1)} and {Shown(answer, 2)}"),
        new("upload-pack-v2.no-memory", "list-again", "A second request does not get what only the first has asked for.", _ =>
            [ScriptTurn.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = Everything with { RefPrefixs = [(ByteString)"refs/tags/"] } }), ScriptTurn.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() })],
            answer => answer.Turns.Count == 3 && answer.Turns[2].Count > answer.Turns[1].Count && answer.Turns[2].All(packet => packet.Count(one => one == (byte)' ') < 2) ? null : $"the second answer is {Shown(answer, 2)}"),
        new("unborn.with-symrefs", "list-unborn-alone", "Where HEAD of a repository without refs would point is said to those who ask for symbolic refs alone.", _ =>
            [ScriptTurn.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { Unborn = true } })],
            answer => answer.Of(Elements.LsRefsResponseUnborn).Any(line => line.Contains(':', StringComparison.Ordinal)) ? "the target was named" : null) { Repository = "empty.git", Needs = [CapabilityId.Unborn] },
        new("ls-refs-response.symref-all", "list-alias", "The target of each symbolic ref is named.", _ =>
            [ScriptTurn.Of(new LsRefsRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { Symrefs = true } })],
            answer => answer.Of(Elements.LsRefsResponseRef).Any(line => line.EndsWith("refs/heads/alias symref-target:refs/heads/topic", StringComparison.Ordinal)) ? null : $"the answer is {Shown(answer, 1)}") { Repository = "offers.git" },
    ];

    private static string? Odd(ScriptAnswer answer, Func<string, string> part, Func<char, bool> allowed) =>
        answer.Of(Elements.V2AdvertisementCapability) is { Count: > 0 } words ? words.Select(part).FirstOrDefault(text => !text.All(allowed)) is { } odd ? $"there is '{Escape.ForDisplay(odd)}'" : null : "nothing is offered";

    private static string Shown(ScriptAnswer answer, int turn) => Escape.ForDisplay(answer.Text(turn) is { Length: > 300 } text ? text[..300] : answer.Text(turn));

    // The command and the capability change places.
    private static ScriptTurn Turned(LsRefsRequest request)
    {
        var packets = PacketBytes.Cut(PacketBytes.Of(request, Role.Client));
        return new([.. packets[1], .. packets[0], .. packets.Skip(2).SelectMany(packet => packet)]);
    }
}
