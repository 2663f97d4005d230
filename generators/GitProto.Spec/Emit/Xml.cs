namespace GitProto.Spec.Emit;

/// <summary>Text inside XML doc comments.</summary>
internal static class Xml
{
    public static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace('\n', ' ').Trim();
}
