namespace GitProto.Protocol;

/// <summary>Something that was not sent because the other side does not offer the capability for it.</summary>
/// <param name="Capability">The id of the capability.</param>
/// <param name="Element">The id of what was left out.</param>
public readonly record struct Omission(string Capability, string Element);
