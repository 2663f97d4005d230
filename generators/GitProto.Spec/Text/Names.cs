namespace GitProto.Spec.Text;

/// <summary>What may be a name: a letter, then letters, digits, <c>-</c> and <c>_</c>.</summary>
internal static class Names
{
    public static bool IsName(string text)
    {
        if (text.Length == 0 || text[0] is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')))
            return false;
        foreach (var character in text)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_'))
                return false;
        }
        return text[text.Length - 1] != '-';
    }
}
