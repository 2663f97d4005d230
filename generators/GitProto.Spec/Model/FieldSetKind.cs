namespace GitProto.Spec;

/// <summary>How <c>fields</c> describes a field.</summary>
public enum FieldSetKind
{
    /// <summary>Fixed words: <c>a | b</c>, open with <c>| ...</c>.</summary>
    Enumeration,

    /// <summary>A map of named patterns; always open.</summary>
    Patterns,

    /// <summary>One pattern: a structured value.</summary>
    Structure,

    /// <summary>Borrowed: <c>message.field</c>.</summary>
    Loan,
}
