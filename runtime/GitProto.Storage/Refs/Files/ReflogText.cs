using System.Text;

namespace GitProto.Storage;

/// <summary>The text of a line: whatever it is made of, it stays one line of one form.</summary>
internal static class ReflogText
{
    /// <summary>Makes a line.</summary>
    public static byte[] Line(in ObjectId old, in ObjectId now, Signature committer, string? message)
    {
        var who = string.Concat(committer.ToString().Where(c => !char.IsControl(c)));
        var why = Clean(message);
        return Encoding.UTF8.GetBytes($"{old} {now} {who}{(why.Length == 0 ? "" : "\t")}{why}\n");
    }

    /// <summary>Makes one line of a message, as git does: blanks and line ends in a row become one blank, and none is at either end.</summary>
    public static string Clean(string? message)
    {
        var text = new StringBuilder();
        foreach (var part in (message ?? "").Split([' ', '\t', '\n', '\r', '\0'], StringSplitOptions.RemoveEmptyEntries))
            text.Append(text.Length == 0 ? "" : " ").Append(part);
        return text.ToString();
    }
}
