namespace GitProto.Server;

/// <summary>How an attribute is set.</summary>
internal enum AttributeStateKind
{
    /// <summary>Nothing says anything of it, or <c>!name</c> says so.</summary>
    Unspecified,

    /// <summary><c>name</c>.</summary>
    Set,

    /// <summary><c>-name</c>.</summary>
    Unset,

    /// <summary><c>name=text</c>.</summary>
    Text,
}
