using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GitProto.Spec;

/// <summary>Shows bytes of the protocol to a person, as examples write them.</summary>
internal static class Show
{
    public static string Bytes(IEnumerable<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            if (value <= 3)
                text.Append('\\').Append((char)('0' + value));
            else if (value is >= 0x20 and < 0x7f)
                text.Append((char)value);
            else
                text.Append("\\x").Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }
        return Regex.Replace(text.ToString(), "([0-9a-f])\\1{39,}", match => "@" + match.Value.Substring(0, 2), RegexOptions.CultureInvariant);
    }
}
