using System.Globalization;

namespace GitProto.Spec.Text;

/// <summary>The escapes that line texts and example packets share.</summary>
internal static class Escapes
{
    /// <summary>Reads the escape at <paramref name="at"/>; returns how many characters it takes, 0 if it is none.</summary>
    public static int Read(string text, int at, int end, out byte value)
    {
        value = 0;
        if (at + 1 >= end)
            return 0;
        switch (text[at + 1])
        {
            case >= '0' and <= '3':
                value = (byte)(text[at + 1] - '0');
                return 2;
            case 'n':
                value = (byte)'\n';
                return 2;
            case 't':
                value = (byte)'\t';
                return 2;
            case '\\' or '[' or ']' or '<' or '>' or '@':
                value = (byte)text[at + 1];
                return 2;
            case 'x' when at + 4 <= end
                && byte.TryParse(text.Substring(at + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value):
                return 4;
            default:
                return 0;
        }
    }
}
