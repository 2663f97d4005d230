namespace GitProto.Conformance.Cases.Scripts;

/// <summary>All scripts.</summary>
internal static class ScriptBook
{
    /// <summary>Their cases.</summary>
    public static IEnumerable<Case> Cases() =>
        new[] { ListScripts.All, WantScripts.All, NegotiationScripts.All, InfoScripts.All, PushScripts.All }.SelectMany(all => all).Select(script => new ScriptCase(script) { Also = script.Also });
}
