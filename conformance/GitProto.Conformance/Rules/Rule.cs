using GitProto.Spec;

namespace GitProto.Conformance.Rules;

/// <summary>A rule of the spec, as cases are bound to it.</summary>
/// <param name="Id">The definition and the rule, such as <c>push-request.old-value</c>.</param>
/// <param name="Level">How strictly.</param>
/// <param name="Subject">Who is bound: <c>client</c>, <c>server</c> or <c>either</c>.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Source">Where the definition stands in Git's documentation or code.</param>
public sealed record Rule(string Id, RuleLevel Level, string Subject, string Text, string Source)
{
    /// <summary>The definition: a capability, a message, a flow.</summary>
    public string Definition => Id[..Id.LastIndexOf('.')];
}
