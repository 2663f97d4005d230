using GitProto.Conformance.Rules;

namespace GitProto.Conformance.Cases;

/// <summary>A question about one side, bound to a rule of the spec.</summary>
public abstract class Case
{
    /// <summary>Makes a case.</summary>
    /// <param name="rule">The id of the rule.</param>
    /// <param name="name">The words of this case, behind the rule's.</param>
    /// <param name="title">What is done and what must come of it, in a sentence.</param>
    /// <param name="direction">Who can be judged by it.</param>
    /// <param name="row">The row of the catalogue of hostile inputs that it is of; null for none.</param>
    protected Case(string rule, string name, string title, Direction direction, string? row = null) =>
        (Rule, Row, Id, Title, Direction) = (RuleBook.Get(rule), row, row is null ? $"{rule}/{name}" : $"hostile/{row}-{name}", title, direction);

    /// <summary>The rule and the words of the case, such as <c>push-request.old-value/stale-v0</c>, or <c>hostile</c> and a row. Never used again for another.</summary>
    public string Id { get; }

    /// <summary>The row of the catalogue of hostile inputs that it is of, such as <c>W01</c>; null for none. Of others than this library such cases say what is, and not what has to be.</summary>
    public string? Row { get; }

    /// <summary>The rule.</summary>
    public Rule Rule { get; }

    /// <summary>What is done and what must come of it.</summary>
    public string Title { get; }

    /// <summary>Who can be judged by it.</summary>
    public Direction Direction { get; }

    /// <summary>The ids of other rules that it shows.</summary>
    public IReadOnlyList<string> Also { get; init => field = [.. value.Select(id => RuleBook.Get(id).Id)]; } = [];

    /// <summary>True if it belongs to the set that runs within seconds.</summary>
    public bool Quick { get; init; }

    /// <summary>The repository of the server that it may change, and that it needs as it was made; null for none. Two cases that name the same cannot be played at once.</summary>
    public virtual string? Changes => null;

    /// <summary>Plays it.</summary>
    public abstract Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken);

    /// <summary>What can be played at once: each chain is played one by one, since its cases change the same repository.</summary>
    internal static IReadOnlyList<IReadOnlyList<T>> Chains<T>(IEnumerable<T> cases) where T : Case =>
        [.. cases.GroupBy(one => one.Changes ?? one.Id).Select(chain => chain.ToList()).OrderByDescending(chain => chain.Count)];

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
