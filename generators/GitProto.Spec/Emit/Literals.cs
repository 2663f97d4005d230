using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Emit;

/// <summary>Bytes and text as C# literals.</summary>
internal static class Literals
{
    /// <summary>A <c>u8</c> literal.</summary>
    public static string Utf8(IReadOnlyList<byte> bytes) => $"\"{Body(bytes)}\"u8";

    /// <summary>A string literal.</summary>
    public static string Text(string text) => $"\"{Body(Encoding.UTF8.GetBytes(text))}\"";

    private static string Body(IEnumerable<byte> bytes)
    {
        var body = new StringBuilder();
        foreach (var c in Encoding.UTF8.GetString(bytes.ToArray()))
        {
            body.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                < ' ' or '\x7f' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }
        return body.ToString();
    }
}
