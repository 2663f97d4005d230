using GitProto.Spec;

namespace GitProto.Conformance.Rules;

/// <summary>Every rule of the spec that this program was built with.</summary>
public static class RuleBook
{
    private static readonly Lazy<SpecModel> Loaded = new(Load);

    private static readonly Lazy<IReadOnlyDictionary<string, Rule>> Rules = new(() => Loaded.Value.All
        .SelectMany(definition => definition.Rules.Select(rule => new Rule($"{definition.Id}.{rule.Id}", rule.Level, rule.Subject, rule.Text, definition.Source)))
        .ToDictionary(rule => rule.Id, StringComparer.Ordinal));

    /// <summary>The rules, by id.</summary>
    public static IReadOnlyDictionary<string, Rule> All => Rules.Value;

    /// <summary>True if a definition is a capability.</summary>
    public static bool IsCapability(string definition) => Loaded.Value.Capabilities.Any(one => one.Id == definition);

    /// <summary>True if an element is a line that is written with LF.</summary>
    /// <param name="element">Its name: the message and the line.</param>
    public static bool EndsWithNewline(string element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return Loaded.Value.Messages.FirstOrDefault(message => message.Id == element.Split('.')[0])?.Newline == NewlineMode.Written;
    }

    /// <summary>Finds a rule.</summary>
    /// <exception cref="KeyNotFoundException">The spec has none of that id: the case that is bound to it is wrong.</exception>
    public static Rule Get(string id) => All.TryGetValue(id, out var rule) ? rule : throw new KeyNotFoundException($"The spec has no rule '{id}'.");

    /// <summary>The names of the capabilities that may not be asked for together with one.</summary>
    public static IReadOnlyList<string> Excluded(string capability) => [.. Loaded.Value.Capabilities.Where(one => one.Id == capability).SelectMany(one => one.Excludes).Select(one => one.Id)];

    private static SpecModel Load()
    {
        var assembly = typeof(RuleBook).Assembly;
        var sources = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("spec/", StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new SpecSource(name, reader.ReadToEnd());
            });
        return SpecLoader.Load(sources).Model;
    }
}
