using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Keys;

/// <summary>Every kind and every key of the language: what the loader accepts and what the JSON Schemas say.</summary>
internal static class KindTable
{
    private static readonly KeySpec Doc = new("doc", KeyShape.Text, true, "One or two sentences. The first becomes the summary of the generated type.");
    private static readonly KeySpec Source = new("source", KeyShape.Text, true, "Where the rule stands in Git's documentation or code.");
    private static readonly KeySpec Note = new("note", KeyShape.Text, false, "What else is to be known, such as where documentation and code differ.");

    private static readonly KeySpec Since = new("since", KeyShape.Text, false, "The version that brought it: 'git 2.18'.")
    {
        Pattern = @"^[^ ]+ [0-9]+(\.[0-9]+){1,3}$",
    };

    private static readonly KeySpec Rules = new("rules", KeyShape.Rules, false, "What no grammar can say. 'word-id: server MUST NOT ...'.");
    private static readonly KeySpec Examples = new("examples", KeyShape.Examples, false, "Packets and their value, or where they fail.");
    private static readonly KeySpec Lines = new("lines", KeyShape.Lines, false, "'name: text -- doc', the text as Git's manual writes it.");
    private static readonly KeySpec RequiredLines = Lines with { Required = true };

    private static readonly KeySpec Fields = new("fields", KeyShape.Fields, false,
        "Sets of words: 'a | b' closed, 'a | b | ...' open, a map of patterns, one pattern, or a loan 'message.field'.");

    public static IReadOnlyList<KindSpec> Kinds { get; } =
    [
        Kind(SpecKind.Message, "message", "A message: lines in an order.",
            new("from", KeyShape.Text, true, "Who sends it.") { Choices = ["client", "server", "hook", "either"] },
            new("newline", KeyShape.Text, false, "Absent: LF is written. 'none'. 'none, kept in <part>': LF is content there.")
            {
                Pattern = "^none(, kept in [a-z0-9_-]+)?$",
            },
            new("banded", KeyShape.Text, false, "'if <fact>': every packet carries the number of a band.") { Pattern = "^if [^ ]+$" },
            new("body", KeyShape.Items, true, "The items, in wire order."),
            new("parts", KeyShape.Parts, false, "Named lists, named choices ('a or b'), or loans ('message.part')."),
            Lines, Fields),
        Kind(SpecKind.Capability, "capability", "A word that one side offers and the other may ask for.",
            new("offered", KeyShape.Places, false, "place: pattern. A place is a service, a version, a capability or a message."),
            new("asked", KeyShape.Places, false, "The same for the client's wish; in a message it names the line."),
            new("allows", KeyShape.Names, false, "Messages, parts, lines or words that are illegal without it."),
            new("needs", KeyShape.Names, false, "Capabilities that must be there too."),
            new("excludes", KeyShape.Names, false, "Capabilities that must not be asked for beside it."),
            new("without", KeyShape.Text, false, "What a sender does where it is not there.") { Choices = ["refuse", "omit"] },
            Fields),
        Kind(SpecKind.Flow, "flow", "States, and who may send what in each.",
            new("service", KeyShape.Text, false, "The service whose capabilities count.") { Pattern = "^[a-z0-9_-]+$" },
            new("protocol", KeyShape.Text, false, "The versions it is spoken in: 'v0, v1'.") { Pattern = "^v[0-9]+(, v[0-9]+)*$" },
            new("between", KeyShape.Text, true, "The two sides: 'client and server'.") { Pattern = "^(client|server|hook) and (client|server|hook)$" },
            new("states", KeyShape.States, true, "The states in order; the first is the start, 'name: end' an end.")),
        Kind(SpecKind.Framing, "framing", "The special packets, the bands and the limits.",
            new("packets", KeyShape.Words, false, "'0000 flush: what it means'.") { NamePattern = "^000[0-4] [^ ]+$" },
            new("bands", KeyShape.Words, false, "'1 data: what it carries'.") { NamePattern = "^[0-9]{1,3} [^ ]+$" },
            new("limits", KeyShape.Words, false, "'packet: 65520, 65523': the most that is written and read.") { Pattern = "^ *[0-9]+ *, *[0-9]+ *$" }),
        Kind(SpecKind.Errors, "errors", "What refusals look like, and the names we give them.", RequiredLines, Fields),
        Kind(SpecKind.Transport, "transport", "Words outside packets: URLs, media types, headers, environment variables, commands.", RequiredLines, Fields),
    ];

    public static IReadOnlyList<KeySpec> StateKeys { get; } =
    [
        new("doc", KeyShape.Text, true, "What the state means."),
        Source with { Required = false }, Since,
        Sends("client"), Sends("server"), Sends("hook"),
        new("next turn", KeyShape.Text, false, "The state in which a stateless transport goes on when request and answer are both over.") { Pattern = "^[^ ]+$" },
    ];

    public static IReadOnlyList<KeySpec> ExampleKeys { get; } =
    [
        new("captured", KeyShape.Text, false, "The program and version that sent these packets: 'git 2.39.5'."),
        new("invented", KeyShape.Text, false, "Why the packets had to be invented."),
        new("given", KeyShape.Text, false, "The facts that hold, comma separated. What a capability allows is illegal unless it is given."),
        new("pkt", KeyShape.Text, false, "One packet a line, with C:, S: or H: in front.") { Pattern = @"^\n*([CSH]: [^\n]*(\n+|$))*$" },
        new("text", KeyShape.Text, false, "One line, for the kinds that have lines but no packets."),
        new("value", KeyShape.Value, false, "The decoded value."),
        new("fails", KeyShape.Text, false, "'line N, <what is wrong>'. Left open, the check says what is wrong.") { Pattern = "^line [1-9][0-9]*(, (" + string.Join("|", Failures.Names) + "))?$" },
    ];

    /// <summary>The key that an example of such a file must have: what is on the wire, or, where there is no packet, the text.</summary>
    public static string ExampleText(KindSpec kind) => kind.Kind is SpecKind.Message or SpecKind.Flow ? "pkt" : "text";

    public static KindSpec? Find(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);

    public static KindSpec Of(SpecKind kind) => Kinds.First(one => one.Kind == kind);

    private static KeySpec Sends(string role) => new(role + " sends", KeyShape.Arrows, false, "'event [with|without x] [if|unless fact [and fact]] -> state': the first that fits counts.");

    /// <summary>What nobody can check is no example: a capability or the framing shows in the examples of messages and flows.</summary>
    private static bool HasExamples(SpecKind kind) => kind is not (SpecKind.Capability or SpecKind.Framing);

    private static KindSpec Kind(SpecKind kind, string name, string doc, params KeySpec[] keys) => new(kind, name, doc,
    [
        new KeySpec(name, KeyShape.Name, true, "The id, which is also the name of the file."), Doc, Source, Note, Since, .. keys, Rules, .. HasExamples(kind) ? [Examples] : Array.Empty<KeySpec>(),
    ]);
}
