namespace GitProto.Server;

/// <summary>One line of an attribute file: which paths, and what they get.</summary>
/// <param name="Pattern">Which paths; null for the definition of a macro.</param>
/// <param name="Macro">The macro that is defined; null for a rule.</param>
/// <param name="States">What they get, in the order of the line.</param>
internal sealed record AttributeRule(AttributePattern? Pattern, ByteString? Macro, IReadOnlyList<KeyValuePair<ByteString, AttributeState>> States);
