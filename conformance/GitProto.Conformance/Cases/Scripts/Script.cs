using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>What our side says to a server, request by request, where no client would say it so, and what has to come back.</summary>
/// <param name="Rule">The rule that it shows.</param>
/// <param name="Name">The words of its case.</param>
/// <param name="Title">What is said and what must come of it.</param>
/// <param name="Says">The requests, from the repository of the server as it was made. Behind each the server is heard to a flush, or to its end.</param>
/// <param name="Judge">Says what is wrong with the answer; null if nothing is.</param>
internal sealed record Script(string Rule, string Name, string Title, Func<FileRepository, IReadOnlyList<ScriptTurn>> Says, Func<ScriptAnswer, string?> Judge)
{
    /// <summary>The row of the catalogue of hostile inputs that it is of, such as <c>H12</c>; null for none.</summary>
    public string? Row { get; init; }

    /// <summary>True if it asks for what a server does that is stricter than git.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The service.</summary>
    public GitProtoRequestService Service { get; init; } = GitProtoRequestService.UploadPack;

    /// <summary>The version of the protocol: 0, 1 or 2.</summary>
    public int Protocol { get; init; } = 2;

    /// <summary>The repository of the server.</summary>
    public string Repository { get; init; } = "basic.git";

    /// <summary>The capabilities that the server must offer; none for nothing.</summary>
    public IReadOnlyList<CapabilityId> Needs { get; init; } = [];

    /// <summary>Other rules that it shows.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>True to send each kind of its packets wrong too that no scenario has.</summary>
    public bool TakesFaults { get; init; }

    /// <summary>True if the repository may be changed.</summary>
    public bool Writes { get; init; }
}
