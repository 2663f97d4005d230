using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;

namespace GitProto.Transports;

/// <summary>User, host and port of an address.</summary>
internal sealed record GitUrlAuthority(string? User, string? Password, string Host, int? Port)
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("?#\\[] ");

    /// <summary>Reads <c>[user[:password]@]host[:port]</c>.</summary>
    public static GitUrlAuthority Parse(string text, Func<string, Exception> refuse)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (user, password) = at < 0 ? (null, null) : Login(text[..at], refuse);
        var (host, port) = Place(text[(at + 1)..], refuse);
        return new(user, password, host, port);
    }

    /// <summary>Reads what stands in front of the colon of the short form: <c>[user@]host</c>, also in brackets and then with a port.</summary>
    public static GitUrlAuthority ParseShort(string text, Func<string, Exception> refuse)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (text is ['[', .., ']'] && at > 0)
            return Parse(text[1..^1], refuse);
        var host = text[(at + 1)..];
        // In the short form brackets may hold a host and its port; a URL allows an IPv6 address alone.
        if (host is ['[', .., ']'] && host.Count(character => character == ':') < 2)
            host = host[1..^1];
        return Parse(text[..(at + 1)] + host, refuse);
    }

    /// <summary>Adds the path.</summary>
    public GitUrl Complete(GitUrlKind kind, ByteString path) => new(kind, path) { User = User, Password = Password, Host = Host, Port = Port };

    private static (string User, string? Password) Login(string text, Func<string, Exception> refuse)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var user = Part(colon < 0 ? text : text[..colon], refuse);
        return user.StartsWith('-') ? throw refuse("a user that begins with a dash could be taken for an option")
            : (user, colon < 0 ? null : Part(text[(colon + 1)..], refuse));
    }

    private static string Part(string text, Func<string, Exception> refuse)
    {
        var bytes = PercentEncoding.Decode(Encoding.UTF8.GetBytes(text));
        if (text.AsSpan().ContainsAny(Ends) || bytes.AsSpan().IndexOfAnyInRange((byte)0, (byte)31) >= 0 || bytes.Contains((byte)127))
            throw refuse("its user or password holds a byte that could end it early");
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw refuse("its user or password is not UTF-8");
    }

    private static (string Host, int? Port) Place(string text, Func<string, Exception> refuse)
    {
        if (!text.StartsWith('['))
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return (Name(colon < 0 ? text : text[..colon], refuse), colon < 0 ? null : Number(text[(colon + 1)..], refuse));
        }
        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (end < 0 || text[1..end].Contains('%', StringComparison.Ordinal)
            || !IPAddress.TryParse(text[1..end], out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            throw refuse("what stands in brackets is no IPv6 address");
        return text[(end + 1)..] switch
        {
            "" => (text[1..end], null),
            [':', .. var port] => (text[1..end], Number(port, refuse)),
            _ => throw refuse("something stands between the host and the path"),
        };
    }

    private static string Name(string host, Func<string, Exception> refuse)
    {
        if (host.Length is 0 or > 253)
            throw refuse(host.Length == 0 ? "it has no host" : "its host is longer than 253 characters");
        if (host.StartsWith('-'))
            throw refuse("a host that begins with a dash could be taken for an option");
        if (host.StartsWith('.') || host.EndsWith('.') || host.Contains("..", StringComparison.Ordinal))
            throw refuse("its host has an empty label");
        foreach (var character in host)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_'))
                throw refuse("its host holds something else than letters, digits, '-', '.' and '_'");
        }
        return host;
    }

    private static int Number(string text, Func<string, Exception> refuse)
    {
        var valid = text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit);
        return valid && int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is > 0 and <= 65535 and var port
            ? port : throw refuse("its port is no number from 1 to 65535");
    }
}
