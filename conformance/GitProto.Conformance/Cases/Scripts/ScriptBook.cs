namespace GitProto.Conformance.Cases.Scripts;

/// <summary>All scripts.</summary>
internal static class ScriptBook
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Script> All { get; } = [.. ListScripts.All, .. WantScripts.All, .. NegotiationScripts.All, .. InfoScripts.All, .. PushScripts.All];

    /// <summary>Their cases.</summary>
    public static IEnumerable<Case> Cases() => All.Select(script => new ScriptCase(script) { Also = script.Also });
}
