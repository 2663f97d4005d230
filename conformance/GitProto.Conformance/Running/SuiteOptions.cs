using GitProto.Conformance.Cases;

namespace GitProto.Conformance.Running;

/// <summary>What is run and how.</summary>
public sealed record SuiteOptions
{
    /// <summary>Patterns of cases; none for all.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Names of peers; none for all.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>The URL of a server that is judged, with the repositories of <c>repositories.sh</c> below it; null for none.</summary>
    public string? Server { get; init; }

    /// <summary>The command line of the ssh that reaches such a server; null for one that asks nobody for anything.</summary>
    public string? Ssh { get; init; }

    /// <summary>The command of a client that is judged; null for none.</summary>
    public string? Client { get; init; }

    /// <summary>True to let every client play with every server too.</summary>
    public bool All { get; init; }

    /// <summary>How many cases run at once; null for as many as the machine bears.</summary>
    public int? Jobs { get; init; }

    /// <summary>Which side is judged.</summary>
    public Direction Direction { get; init; } = Direction.Either;

    /// <summary>True to print the cases only.</summary>
    public bool List { get; init; }

    /// <summary>True to print how many cases show each rule.</summary>
    public bool Rules { get; init; }

    /// <summary>The directory for reports; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The file or directory of expectations; null for the suite's own.</summary>
    public string? Expected { get; init; }

    /// <summary>True to write down what was found.</summary>
    public bool UpdateExpected { get; init; }

    /// <summary>True to keep the working directory.</summary>
    public bool Keep { get; init; }

    /// <summary>True if a SHOULD counts as a MUST.</summary>
    public bool Strict { get; init; }

    /// <summary>True if a peer that is left out is an error.</summary>
    public bool RequireAll { get; init; }

    /// <summary>True for the cases alone that stand for the others.</summary>
    public bool Quick { get; init; }
}
