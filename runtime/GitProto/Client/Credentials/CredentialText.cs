using System.Globalization;
using System.Text;

namespace GitProto.Client;

/// <summary>The lines by which git and its credential helpers talk: a key, an equals sign, a value, LF. They stand here and nowhere else.</summary>
/// <remarks>Source: git-credential "INPUT/OUTPUT FORMAT".</remarks>
internal static class CredentialText
{
    private const string Protocol = "protocol";
    private const string Host = "host";
    private const string Path = "path";
    private const string User = "username";
    private const string Password = "password";
    private const string Challenge = "wwwauth[]";
    private const string Expiry = "password_expiry_utc";
    private const string Quit = "quit";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Says who wants credentials, and with an answer which ones they were.</summary>
    /// <exception cref="InvalidUrlException">A value holds a byte that could begin another line.</exception>
    public static byte[] Write(CredentialRequest request, Credential? answer = null)
    {
        var text = new StringBuilder();
        Add(text, Protocol, request.Protocol);
        Add(text, Host, request.Host);
        Add(text, Path, request.Path);
        if ((answer?.User ?? request.User) is { } user)
            Add(text, User, user);
        if (answer is not null)
            Add(text, Password, answer.Secret);
        else
            foreach (var challenge in request.Challenges)
                Add(text, Challenge, challenge);
        return Strict.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>Reads what a helper answers.</summary>
    /// <returns>The credentials; null if it knows none, or answers for somebody else.</returns>
    /// <exception cref="AuthenticationFailedException">The helper tells to stop, or its answer cannot be read.</exception>
    public static Credential? Read(ReadOnlySpan<byte> answer, CredentialRequest request, DateTimeOffset now)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in answer.Split((byte)'\n'))
        {
            var line = answer[range];
            if (line.IsEmpty)
                continue;
            var equals = line.IndexOf((byte)'=');
            if (equals <= 0 || line.ContainsAny((byte)0, (byte)'\r'))
                throw Broken("a line has no key, or holds NUL or CR");
            var key = Text(line[..equals]);
            // Keys with brackets are lists, none of which is read here.
            if (!key.EndsWith("[]", StringComparison.Ordinal) && !values.TryAdd(key, Text(line[(equals + 1)..])))
                throw Broken("a key comes twice");
        }
        if (values.GetValueOrDefault(Quit) is "1" or "true")
            throw new AuthenticationFailedException($"The credential helper says to stop asking for '{Escape.ForDisplay(request.Host)}'.");
        if (IsOther(Protocol, request.Protocol) || IsOther(Host, request.Host) || IsOver(values.GetValueOrDefault(Expiry), now))
            return null;
        if (!values.TryGetValue(Password, out var password))
            return null;
        var name = values.GetValueOrDefault(User) ?? request.User ?? "";
        return name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl) || password.Any(char.IsControl)
            ? throw Broken("user or password cannot be sent") : Credential.Basic(name, password);

        bool IsOther(string key, string asked) => values.TryGetValue(key, out var answered) && answered != asked;
    }

    private static bool IsOver(string? expiry, DateTimeOffset now)
    {
        if (expiry is null)
            return false;
        if (!long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            throw Broken("the time of expiry is no number of seconds");
        return seconds <= now.ToUnixTimeSeconds();
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Broken("it is not UTF-8");
        }
    }

    private static void Add(StringBuilder text, string key, string value)
    {
        if (value.AsSpan().ContainsAny('\n', '\r', '\0'))
            throw new InvalidUrlException($"The {key} '{Escape.ForDisplay(value)}' is not told to a credential helper: it holds a byte that could begin another line.");
        text.Append(key).Append('=').Append(value).Append('\n');
    }

    private static AuthenticationFailedException Broken(string why) => new($"The answer of the credential helper cannot be read: {why}.");
}
