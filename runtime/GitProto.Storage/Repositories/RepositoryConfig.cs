using System.Globalization;

namespace GitProto.Storage;

/// <summary>The values of a repository's own config file. Nothing is included from elsewhere.</summary>
public sealed class RepositoryConfig
{
    private readonly List<KeyValuePair<string, string>> values;
    private readonly Dictionary<string, string> last = [];

    internal RepositoryConfig(List<KeyValuePair<string, string>> values)
    {
        this.values = values;
        foreach (var (key, value) in values)
            last[key] = value;
    }

    /// <summary>No values.</summary>
    public static RepositoryConfig Empty { get; } = new([]);

    /// <summary>Reads a config file of a user or a machine, as it stands: nothing is included.</summary>
    /// <returns>No values if there is no such file.</returns>
    /// <exception cref="PolicyException">It is malformed.</exception>
    /// <exception cref="LimitExceededException">It is larger than 16 MiB.</exception>
    public static RepositoryConfig Load(string path) =>
        SmallFile.TryRead(path, ConfigFile.MaxLength, nameof(ConfigFile.MaxLength), PathGuard.None) is { } content ? new RepositoryConfig(ConfigFile.Parse(content, $"'{Escape.ForDisplay(path)}'")) : Empty;

    /// <summary>Values that stand in no file.</summary>
    /// <param name="values">Keys as <see cref="Get"/> has them, and values.</param>
    public static RepositoryConfig Of(IEnumerable<(string Key, string Value)> values) => new([.. values.Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Value))]);

    /// <summary>These values behind others, so that of one key these count.</summary>
    public RepositoryConfig Over(RepositoryConfig others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new([.. others.values, .. values]);
    }

    /// <summary>The keys that have a value, each once.</summary>
    internal IEnumerable<string> Keys => last.Keys;

    /// <summary>The last value of a key; null if there is none.</summary>
    /// <param name="key"><c>section.key</c> in lower case, or <c>section.Sub Section.key</c>.</param>
    public string? Get(string key) => last.GetValueOrDefault(key);

    /// <summary>All values of some keys, in the order of the file.</summary>
    public IReadOnlyList<string> GetAll(params IReadOnlyList<string> keys) => [.. values.Where(pair => keys.Contains(pair.Key)).Select(pair => pair.Value)];

    /// <summary>A value that is true or false; null if there is none.</summary>
    /// <exception cref="PolicyException">It is neither.</exception>
    public bool? GetFlag(string key) => Get(key) is not { } text ? null : TryFlag(text) ?? throw Bad(key, text, "true or false");

    /// <summary>A number, perhaps with <c>k</c>, <c>m</c> or <c>g</c> behind it; null if there is none.</summary>
    /// <exception cref="PolicyException">It is no such number.</exception>
    public long? GetNumber(string key) => Get(key) is not { } text ? null : TryNumber(text) ?? throw Bad(key, text, "a number");

    /// <summary>A number of seconds after which a sign of life is given, where 0 means never; null if there is none. More than a day counts as a day.</summary>
    /// <exception cref="PolicyException">It is no number.</exception>
    public TimeSpan? GetSilence(string key) => GetNumber(key) switch
    {
        null => null,
        0 => Timeout.InfiniteTimeSpan,
        { } seconds => TimeSpan.FromSeconds(Math.Min(seconds, 86_400)),
    };

    /// <summary>Reads a number, perhaps with <c>k</c>, <c>m</c> or <c>g</c> behind it; null if it is none.</summary>
    public static long? TryNumber(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shift = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        var digits = shift == 0 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue >> shift ? number << shift : null;
    }

    /// <summary>Reads a word for true or false; null if it is neither.</summary>
    public static bool? TryFlag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" or "" => false,
        _ => null,
    };

    private static PolicyException Bad(string key, string text, string expected) =>
        new($"The repository's config has '{Escape.ForDisplay(text)}' for {Escape.ForDisplay(key)}; expected {expected}.");
}
