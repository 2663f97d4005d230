using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>One item of a body or of a sequence.</summary>
public sealed class Item
{
    internal Item(string text, SourceSpan span) => (Text, Span) = (text, span);

    /// <summary>The phrase as written.</summary>
    public string Text { get; }

    /// <summary>Where the phrase stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>How often it stands.</summary>
    public Quantifier Quantifier { get; internal set; }

    /// <summary>The least number of times: 1 for one, 0 for maybe, else what <c>at least</c> says.</summary>
    public int Minimum { get; internal set; }

    /// <summary>Whether the items of the part it names may come in any order; written in the order listed.</summary>
    public bool InAnyOrder { get; internal set; }

    /// <summary>Whether it travels in a run of packets that each begin with the number of a band.</summary>
    public bool Banded { get; internal set; }

    /// <summary>What it names; more than one means <c>a or b</c>, of which the first that matches counts.</summary>
    public IReadOnlyList<ItemTarget> Alternatives { get; internal set; } = [];

    /// <summary>Whether it is an unnamed choice.</summary>
    public bool IsChoice => Alternatives.Count > 1;

    /// <summary>The only thing it names, or the first of a choice.</summary>
    public ItemTarget Target => Alternatives[0];

    /// <summary>Whether it may stand more than once.</summary>
    public bool IsRepeated => Quantifier is Quantifier.Each or Quantifier.Stream;

    /// <summary>What may stand first, in the order in which it is tried; says also whether the item may be absent.</summary>
    public FirstSet First { get; internal set; } = FirstSet.Empty;

    /// <summary>What may stand behind it, wherever its owner is used.</summary>
    public FirstSet Follow { get; internal set; } = FirstSet.Empty;

    /// <summary>What may stand further on in the message. What comes from here instead shows that something required is missing.</summary>
    public FirstSet Later { get; internal set; } = FirstSet.Empty;

    /// <summary>What a reader tries when it stands before the item, in order: <see cref="First"/>, joined by <see cref="Follow"/> where
    /// the item may be absent or repeat.</summary>
    public IReadOnlyList<Candidate> Decision { get; internal set; } = [];

    /// <summary>The phrase.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;
}
