using System.Globalization;
using System.Text;

namespace GitProto.Storage;

/// <summary>What a repository's config says of the form it is kept in. A form that is not known is refused by name, never guessed at.</summary>
internal static class RepositoryFormat
{
    private static readonly string[] Harmless =
        ["noop", "noop-v1", "preciousobjects", "partialclone", "worktreeconfig", "relativeworktrees"];

    /// <summary>Finds the object format.</summary>
    /// <exception cref="PolicyException">The repository needs something this library does not have.</exception>
    public static ObjectFormat Read(RepositoryConfig config)
    {
        var text = config.Get("core.repositoryformatversion") ?? "0";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version > 1)
            throw new PolicyException($"The repository has format version {Escape.ForDisplay(text)}; known are 0 and 1.");
        var format = ObjectFormat.Sha1;
        foreach (var key in config.Keys.Where(key => key.StartsWith("extensions.", StringComparison.Ordinal)))
            Check(key["extensions.".Length..], config.Get(key)!, version, ref format);
        return format;
    }

    /// <summary>The config of a new repository.</summary>
    public static string Write(ObjectFormat format, bool bare, bool ignoresCase) =>
        $"[core]\n\trepositoryformatversion = {(format == ObjectFormat.Sha1 ? 0 : 1)}\n\tfilemode = {(OperatingSystem.IsWindows() ? "false" : "true")}\n"
        + $"\tbare = {(bare ? "true" : "false")}\n"
        + (ignoresCase ? "\tignorecase = true\n" : "")
        + (format == ObjectFormat.Sha1 ? "" : $"[extensions]\n\tobjectformat = {format.Name()}\n");

    private static void Check(string extension, string value, int version, ref ObjectFormat format)
    {
        if (Harmless.Contains(extension) || (extension == "refstorage" && value == "files"))
            return;
        if (extension == "objectformat" && version == 1)
        {
            if (!ObjectFormats.TryParse(Encoding.UTF8.GetBytes(value), out format))
                throw new PolicyException($"The repository has the object format '{Escape.ForDisplay(value)}', which is not known.");
        }
        else if (extension == "refstorage")
            throw new PolicyException($"The repository keeps its refs as '{Escape.ForDisplay(value)}', which is not supported.");
        else if (version == 1 || extension == "objectformat")
            throw new PolicyException($"The repository uses the extension '{Escape.ForDisplay(extension)}', which is not supported with format version {version}.");
    }
}
