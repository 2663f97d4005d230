using System.Text;

namespace GitProto.Storage;

/// <summary>
/// Reads Git's configuration format as far as text goes. Nothing is included from elsewhere, nothing in it can run or open anything.
/// </summary>
internal static class ConfigFile
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaxLength = 16 << 20;

    /// <summary>Reads all values in their order, equal keys included: <c>section.key</c> in lower case, or <c>section.Sub Section.key</c>.</summary>
    /// <param name="content">The file.</param>
    /// <param name="called">What it is called in errors.</param>
    /// <exception cref="PolicyException">A line is malformed.</exception>
    public static List<KeyValuePair<string, string>> Parse(ReadOnlySpan<byte> content, string called = "the repository's config")
    {
        var values = new List<KeyValuePair<string, string>>();
        var reader = new ConfigReader(content);
        while (reader.Read())
        {
            if (reader.Section.IsEmpty)
                throw Bad(called, reader.Line);
            values.Add(new($"{Text(reader.Section)}.{Text(reader.Key)}", reader.HasValue ? Text(reader.Value) : "true"));
        }
        return reader.IsBroken ? throw Bad(called, reader.Line) : values;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static PolicyException Bad(string called, int line) => new($"Line {line} of {called} is malformed.");
}
