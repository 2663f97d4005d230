using System.Globalization;
using System.Text;

namespace GitProto.Spec.Emit;

/// <summary>Turns the spec's ids into C# names.</summary>
internal static class Naming
{
    /// <summary><c>push-cert</c> becomes <c>PushCert</c>, <c>multi_ack</c> <c>MultiAck</c>, <c>side-band-64k</c> <c>SideBand64k</c>.</summary>
    public static string Pascal(string id)
    {
        var name = new StringBuilder(id.Length);
        var upper = true;
        foreach (var c in id)
        {
            if (c is '-' or '_' or '.' or ' ')
            {
                upper = true;
                continue;
            }
            name.Append(upper ? char.ToUpper(c, CultureInfo.InvariantCulture) : c);
            upper = false;
        }
        if (name.Length > 0 && char.IsDigit(name[0]))
            name.Insert(0, '_');
        return name.ToString();
    }

    /// <summary>As <see cref="Pascal"/>, with a small first letter; a C# keyword gets an <c>@</c>.</summary>
    public static string Camel(string id)
    {
        var name = Pascal(id);
        name = char.ToLower(name[0], CultureInfo.InvariantCulture) + name.Substring(1);
        return Keywords.Contains(name) ? "@" + name : name;
    }

    /// <summary>The name of a list: y to ies, unchanged after s or ed, else an s.</summary>
    public static string Plural(string name)
    {
        if (name.EndsWith("s", System.StringComparison.Ordinal) || name.EndsWith("ed", System.StringComparison.Ordinal))
            return name;
        if (name.EndsWith("y", System.StringComparison.Ordinal))
            return name.Substring(0, name.Length - 1) + "ies";
        return name + "s";
    }

    private static readonly System.Collections.Generic.HashSet<string> Keywords = new(System.StringComparer.Ordinal)
    {
        "continue", "default", "new", "ref", "in", "out", "is", "as", "object", "string", "event", "params", "base", "this", "null",
        "true", "false", "return", "if", "else", "for", "while", "do", "switch", "case", "break", "static", "lock", "fixed",
    };
}
