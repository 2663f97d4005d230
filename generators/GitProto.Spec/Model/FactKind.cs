namespace GitProto.Spec;

/// <summary>What a fact is about.</summary>
public enum FactKind
{
    /// <summary>A capability: asked for where it can be asked for, else offered.</summary>
    Capability,

    /// <summary>Something stood in the last such message.</summary>
    Element,

    /// <summary>The transport forgets between turns.</summary>
    Stateless,
}
