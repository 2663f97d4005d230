namespace GitProto.Spec.Explain;

/// <summary>Something that has an address.</summary>
/// <param name="Address">The id of a definition, perhaps with a dot and a name inside it.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Owner">The definition it is, or that it belongs to.</param>
/// <param name="Thing">The definition, line, part, field, word, rule, state, packet, band or limit.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record Element(string Address, string Title, SpecDefinition Owner, object Thing, SourceSpan Span);
