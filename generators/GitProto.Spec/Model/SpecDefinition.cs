using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>What one spec file defines.</summary>
public abstract class SpecDefinition
{
    private protected SpecDefinition(string id, SourceSpan span) => (Id, Span) = (id, span);

    /// <summary>The id, which is also the name of the file.</summary>
    public string Id { get; }

    /// <summary>Where the id stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The kind, as the first key of the file says it.</summary>
    public abstract SpecKind Kind { get; }

    /// <summary>One or two sentences; empty if the file lacks them.</summary>
    public string Doc { get; internal set; } = "";

    /// <summary>Where the rule stands in Git's documentation or code.</summary>
    public string Source { get; internal set; } = "";

    /// <summary>What else is to be known, such as where documentation and code differ.</summary>
    public string? Note { get; internal set; }

    /// <summary>The version that brought it.</summary>
    public SinceVersion? Since { get; internal set; }

    /// <summary>The rules that no grammar can say, in the order of the file.</summary>
    public IReadOnlyList<RuleSpec> Rules { get; internal set; } = [];

    /// <summary>The examples, in the order of the file.</summary>
    public IReadOnlyList<ExampleSpec> Examples { get; internal set; } = [];

    /// <summary>The definition's address: its id.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
