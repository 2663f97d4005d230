using System.Text;

namespace GitProto.Client;

/// <summary>What proves to a server who the client is. It is never shown: <see cref="ToString"/> says only what kind it is.</summary>
public sealed class Credential
{
    private Credential(string scheme, string? user, string secret) => (Scheme, User, Secret) = (scheme, user, secret);

    /// <summary>How it is sent: <c>Basic</c> or <c>Bearer</c>.</summary>
    public string Scheme { get; }

    /// <summary>The user, or null for a token.</summary>
    public string? User { get; }

    /// <summary>The password or the token.</summary>
    internal string Secret { get; }

    /// <summary>A user name and a password, sent by Basic in UTF-8.</summary>
    /// <param name="user">The user; holds neither a colon nor a control character.</param>
    /// <param name="password">The password; holds no control character.</param>
    public static Credential Basic(string user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        if (user.Contains(':', StringComparison.Ordinal))
            throw new ArgumentException("A user name with a colon cannot be sent by Basic.");
        return new Credential("Basic", NoControl(user), NoControl(password));
    }

    /// <summary>A token, sent by Bearer.</summary>
    /// <param name="token">The token, in printable ASCII without blanks.</param>
    public static Credential Bearer(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("A token holds printable ASCII alone.");
        return new Credential("Bearer", null, token);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme} ***";

    /// <summary>What stands behind the scheme in a header.</summary>
    internal string Parameter() => User is null ? Secret : Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret}"));

    private static string NoControl(string text) =>
        text.Any(char.IsControl) ? throw new ArgumentException("A user name or a password may not hold a control character.") : text;
}
