using System.Globalization;
using System.Text;

namespace GitProto.Server;

/// <summary>The placeholders of git's formats that are filled in.</summary>
/// <remarks>Source: git-log "PRETTY FORMATS".</remarks>
internal static class CommitPlaceholder
{
    /// <summary>Writes what the text behind a percent sign stands for.</summary>
    /// <returns>Bytes of the placeholder; 0 if it is not one of those that are supported.</returns>
    public static int Write(ReadOnlySpan<byte> text, CommitFacts facts, Stream output)
    {
        if (text.IsEmpty)
            return 0;
        if (text[0] == 'x')
            return WriteByte(text, output);
        if (text[0] is (byte)'a' or (byte)'c')
            return text.Length > 1 && Person(text[1], text[0] == 'a' ? facts.Author : facts.Committer) is { } person ? Put(output, person, 2) : 0;
        return text[0] switch
        {
            (byte)'H' => Put(output, Ascii(facts.Id.ToString()), 1),
            (byte)'T' => Put(output, Ascii(facts.Tree.ToString()), 1),
            (byte)'h' => PutShort(output, facts, [facts.Id]),
            (byte)'t' => PutShort(output, facts, [facts.Tree]),
            (byte)'p' => PutShort(output, facts, facts.Parents),
            (byte)'d' => Put(output, facts.Decorations.Value is { Length: > 0 } names ? [.. " ("u8, .. names, (byte)')'] : default, 1),
            (byte)'D' => Put(output, facts.Decorations.Value, 1),
            (byte)'f' => Put(output, facts.FileName, 1),
            (byte)'m' => Put(output, ">"u8, 1),
            (byte)'P' => Put(output, Ascii(string.Join(' ', facts.Parents)), 1),
            (byte)'s' => Put(output, facts.Subject, 1),
            (byte)'b' => Put(output, facts.Body, 1),
            (byte)'B' => Put(output, facts.Message, 1),
            (byte)'n' => Put(output, "\n"u8, 1),
            (byte)'%' => Put(output, "%"u8, 1),
            _ => 0,
        };
    }

    private static byte[]? Person(byte letter, CommitPerson person) => letter switch
    {
        (byte)'n' => person.Name,
        (byte)'e' => person.Mail,
        (byte)'l' => person.Mail.AsSpan().IndexOf((byte)'@') is >= 0 and var at ? person.Mail[..at] : person.Mail,
        (byte)'t' => Ascii(person.Seconds.ToString(CultureInfo.InvariantCulture)),
        (byte)'d' => Ascii(person.Date("ddd MMM d HH:mm:ss yyyy ") + person.Zone),
        (byte)'D' => Ascii(person.Date("ddd, d MMM yyyy HH:mm:ss ") + person.Zone),
        (byte)'i' => Ascii(person.Date("yyyy-MM-dd HH:mm:ss ") + person.Zone),
        (byte)'I' => Ascii(person.Date("yyyy-MM-dd'T'HH:mm:ss") + person.Zone[..3] + ":" + person.Zone[3..]),
        (byte)'s' => Ascii(person.Date("yyyy-MM-dd")),
        _ => null,
    };

    private static int WriteByte(ReadOnlySpan<byte> text, Stream output)
    {
        if (text.Length < 3 || !char.IsAsciiHexDigit((char)text[1]) || !char.IsAsciiHexDigit((char)text[2]))
            return 0;
        output.Write(Convert.FromHexString(Encoding.ASCII.GetString(text[1..3])));
        return 3;
    }

    private static int Put(Stream output, ReadOnlySpan<byte> bytes, int used)
    {
        output.Write(bytes);
        return used;
    }

    private static int PutShort(Stream output, CommitFacts facts, IReadOnlyList<ObjectId> ids) =>
        facts.Shorten is { } shorten ? Put(output, Ascii(string.Join(' ', ids.Select(shorten))), 1) : 0;

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
