using System.Text;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>Takes an address apart.</summary>
/// <remarks>Source: git-fetch "GIT URLS".</remarks>
internal sealed class GitUrlParser(string text)
{
    private const int MaxLength = 16 * 1024;
    private static readonly string HelperMark = RemoteHelperTransport.HelperUrl("", "");
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decides what kind of address it is.</summary>
    public GitUrl Parse()
    {
        if (text.Length is 0 or > MaxLength)
            throw Refuse(text.Length == 0 ? "it is empty" : $"it is longer than {MaxLength} characters");
        RefuseControls(Bytes(text));
        var end = text.IndexOf(UrlSchemes.End, StringComparison.Ordinal);
        if (end >= 0 && end < First('/') && IsScheme(text.AsSpan(0, end)))
            return ParseUrl(KindOf(text[..end]), text[(end + UrlSchemes.End.Length)..]);
        var helper = text.IndexOf(HelperMark, StringComparison.Ordinal);
        if (helper >= 0 && IsScheme(text.AsSpan(0, helper)))
            throw Refuse($"'{text[..helper]}' names a remote helper, and helpers are not run");
        return IsShort() ? ParseShort() : Local(Bytes(text));
    }

    private GitUrl ParseUrl(GitUrlKind kind, string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            throw Refuse("it has no path");
        if (kind == GitUrlKind.Local)
            return slash == 0 ? Local(Decode(rest)) : throw Refuse("a file URL with a host is a path of another machine");
        var authority = GitUrlAuthority.Parse(rest[..slash], Refuse);
        var web = kind is GitUrlKind.Http or GitUrlKind.Https;
        if (kind == GitUrlKind.Git && authority.User is not null)
            throw Refuse("this transport knows no user");
        if (kind == GitUrlKind.Ssh && authority.Password is not null)
            throw Refuse("a password has no place in it");
        if (web && rest.AsSpan().ContainsAny('?', '#', '\\'))
            throw Refuse("'?', '#' and '\\' have no place in it");
        var decoded = Decode(rest[slash..]);
        return authority.Complete(kind, WirePath(web ? Bytes(rest[slash..]) : decoded, web));
    }

    private GitUrl ParseShort()
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        var colon = bracket >= 0 && bracket < First(':') ? text.IndexOf("]:", bracket, StringComparison.Ordinal) + 1 : First(':');
        if (colon == 0)
            throw Refuse("its brackets do not close in front of a colon");
        var authority = GitUrlAuthority.ParseShort(text[..colon], Refuse);
        return authority.Complete(GitUrlKind.Ssh, WirePath(Bytes(text[(colon + 1)..]), web: false));
    }

    private GitUrl Local(byte[] path)
    {
        if (path.AsSpan().StartsWith("//"u8) || path.AsSpan().StartsWith("\\\\"u8))
            throw Refuse("it begins like a path of another machine");
        RefuseDash(path, "path");
        return new GitUrl(GitUrlKind.Local, ByteString.Wrap(path));
    }

    private ByteString WirePath(byte[] path, bool web)
    {
        if (!web && path.AsSpan().StartsWith("/~"u8))
            path = path[1..];
        if (path.Length == 0)
            throw Refuse("it has no path");
        RefuseDash(path, "path");
        return ByteString.Wrap(path);
    }

    /// <summary>A colon with no slash in front of it, as in <c>host:path</c>; on Windows a single letter in front is a drive.</summary>
    private bool IsShort()
    {
        var bracketed = text.StartsWith('[') || text.Contains("@[", StringComparison.Ordinal);
        return First(':') < First('/') && (bracketed || First(':') != 1 || !OperatingSystem.IsWindows());
    }

    private int First(char value) => text.IndexOf(value, StringComparison.Ordinal) is >= 0 and var index ? index : int.MaxValue;

    private GitUrlKind KindOf(string scheme) =>
        UrlSchemes.KindOf(scheme) ?? throw Refuse($"the scheme '{Escape.ForDisplay(scheme)}' is not known");

    private static bool IsScheme(ReadOnlySpan<char> scheme)
    {
        foreach (var character in scheme)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.'))
                return false;
        }
        return true;
    }

    private byte[] Bytes(string part)
    {
        try
        {
            return Strict.GetBytes(part);
        }
        catch (EncoderFallbackException)
        {
            throw Refuse("it holds half a character");
        }
    }

    private byte[] Decode(string part)
    {
        var bytes = PercentEncoding.Decode(Bytes(part));
        RefuseControls(bytes);
        return bytes;
    }

    private void RefuseControls(byte[] bytes)
    {
        var at = bytes.AsSpan().IndexOfAnyInRange((byte)0, (byte)31);
        if (at >= 0 || bytes.AsSpan().Contains((byte)127))
            throw Refuse("it holds a control byte");
    }

    private void RefuseDash(ReadOnlySpan<byte> value, string what)
    {
        if (value.StartsWith("-"u8))
            throw Refuse($"a {what} that begins with a dash could be taken for an option");
    }

    /// <summary>The error. A password in the text is not shown.</summary>
    private InvalidUrlException Refuse(string reason) =>
        new($"The URL '{Escape.ForDisplay(PercentEncoding.HidePassword(text))}' is refused: {reason}.");
}
