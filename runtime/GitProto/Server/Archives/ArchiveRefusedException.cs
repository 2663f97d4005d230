namespace GitProto.Server;

/// <summary>An archive that cannot be made, in the words that git prints for it: one line or several, each with its end.</summary>
internal sealed class ArchiveRefusedException : GitProtoException
{
    private const string Usage = "usage: git archive [<options>] <tree-ish> [<path>...]\n   or: git archive --list\n";

    private ArchiveRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>It cannot be done.</summary>
    /// <param name="text">Why; what came from the client is escaped already.</param>
    public static ArchiveRefusedException Fatal(string text) => new($"fatal: {text}\n");

    /// <summary>An option makes no sense.</summary>
    public static ArchiveRefusedException Error(string text, bool withUsage = true) => new($"error: {text}\n" + (withUsage ? Usage : ""));

    /// <summary>Something is missing.</summary>
    public static ArchiveRefusedException Misused() => new(Usage);
}
