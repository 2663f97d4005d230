using System.Globalization;

namespace GitProto.Client;

/// <summary>Writes the command line that stands for a wish.</summary>
/// <remarks>Source: git-archive "OPTIONS".</remarks>
internal static class ArchiveCommandLine
{
    /// <summary>The most arguments that servers take.</summary>
    public const int MaxArguments = 63;

    /// <summary>Asks which formats there are.</summary>
    public static IReadOnlyList<ByteString> List { get; } = ["--list"];

    /// <summary>Asks for an archive. Names of trees and paths stand behind a mark, so that none is taken for an option.</summary>
    /// <exception cref="ArgumentException">There are too many arguments, or one holds LF or NUL, or the level is none.</exception>
    public static IReadOnlyList<ByteString> Of(ArchiveOptions archive)
    {
        if (archive.Level is < 0 or > 9)
            throw new ArgumentException("The level of compression is a number from 0 to 9.", nameof(archive));
        if (archive.Tree.IsEmpty)
            throw new ArgumentException("An archive needs the name of a tree.", nameof(archive));
        List<ByteString> arguments = [];
        if (archive.Format is { } format)
            arguments.Add("--format=" + format);
        if (!archive.Prefix.IsEmpty)
            arguments.Add(ByteString.Wrap([.. "--prefix="u8, .. archive.Prefix.Span]));
        if (archive.Level is { } level)
            arguments.Add(level.ToString("'-'0", CultureInfo.InvariantCulture));
        if (archive.Verbose)
            arguments.Add("-v");
        arguments.AddRange(["--", archive.Tree, .. archive.Paths]);
        if (arguments.Count > MaxArguments)
            throw new ArgumentException($"A request for an archive has {MaxArguments} arguments at most; this one has {arguments.Count}.", nameof(archive));
        if (arguments.Find(argument => argument.Span.ContainsAny((byte)'\n', (byte)0)) is { IsEmpty: false } bad)
            throw new ArgumentException($"An argument of an archive holds LF or NUL: '{bad.ToDisplayString()}'.", nameof(archive));
        return arguments;
    }
}
