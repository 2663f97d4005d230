using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>The words of the format that conversations are recorded in.</summary>
internal static class SessionFormat
{
    public const string Transport = "transport";
    public const string Service = "service";
    public const string Git = "git";
    public const string Http = "http";
    public const string Stdio = "stdio";
    public const string Hook = "hook";
    public const string Turn = "turn";
    public const string Answer = "answer";
    public const string End = "eof";

    public static ReadOnlySpan<byte> FirstLine => "gitproto-session 1\n"u8;

    /// <summary>The letter of a side.</summary>
    public static char LetterOf(Role side) => side switch { Role.Client => 'C', Role.Server => 'S', _ => 'H' };

    /// <summary>The service that a word names, as programs of git are called; null for a word that names none.</summary>
    public static GitService? ServiceOf(string word) =>
        word.Length > 0 && !char.IsAsciiDigit(word[0]) && Enum.TryParse<GitService>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var service) ? service : null;
}
