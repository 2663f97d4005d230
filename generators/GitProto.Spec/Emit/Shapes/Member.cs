namespace GitProto.Spec.Emit;

/// <summary>One property of a typed message or part.</summary>
internal sealed class Member
{
    public Member(string id, string type, Multiplicity multiplicity, string doc)
    {
        Multiplicity = multiplicity;
        Type = type;
        Doc = doc;
        Name = multiplicity == Multiplicity.Each ? Naming.Plural(Naming.Pascal(id)) : Naming.Pascal(id);
        Local = Naming.Camel(multiplicity == Multiplicity.Each ? Naming.Plural(Naming.Pascal(id)) : id) + "Value";
    }

    /// <summary>The C# property.</summary>
    public string Name { get; }

    /// <summary>The local variable of the reader.</summary>
    public string Local { get; }

    /// <summary>The C# type of one of them.</summary>
    public string Type { get; }

    /// <summary>How often it stands.</summary>
    public Multiplicity Multiplicity { get; }

    /// <summary>The line of a doc comment.</summary>
    public string Doc { get; }

    /// <summary>Set for a line without value that may be absent: the property is a bool.</summary>
    public bool IsFlag { get; set; }

    /// <summary>The line, if the member is one.</summary>
    public LineSpec? Line { get; set; }

    /// <summary>The part, if the member is one: a nested record or a union.</summary>
    public PartSpec? Part { get; set; }

    /// <summary>The other message, if the member is one.</summary>
    public MessageSpec? Message { get; set; }

    /// <summary>The C# type of the property.</summary>
    public string PropertyType => IsFlag ? "bool" : Multiplicity switch
    {
        Multiplicity.Each => $"IReadOnlyList<{Type}>",
        Multiplicity.Maybe => Type + "?",
        _ => Type,
    };

    /// <summary>Declares the reader's local.</summary>
    public string Declaration => IsFlag ? $"var {Local} = false;" : Multiplicity switch
    {
        Multiplicity.Each => $"List<{Type}>? {Local} = null;",
        Multiplicity.Maybe => $"{Type}? {Local} = null;",
        _ => $"{Type} {Local} = default!;",
    };

    /// <summary>The expression that gives the property its value from the local.</summary>
    public string FromLocal => Multiplicity == Multiplicity.Each ? $"{Local} ?? []" : Local;

    /// <summary>The statement that takes a value into the local.</summary>
    public string Take(string value) => IsFlag ? $"{Local} = true;"
        : Multiplicity == Multiplicity.Each ? $"({Local} ??= []).Add({value});"
        : $"{Local} = {value};";

    /// <summary>The expression that tells whether the property holds something.</summary>
    public string Present(string owner) => IsFlag ? $"{owner}.{Name}" : Multiplicity switch
    {
        Multiplicity.Each => $"{owner}.{Name}.Count > 0",
        Multiplicity.Maybe => $"{owner}.{Name} is not null",
        _ => "true",
    };
}
