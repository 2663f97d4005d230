using System.Text;

namespace GitProto.Server;

/// <summary>Puts the words of a client into a path.</summary>
internal static class PathTemplate
{
    /// <summary>Checks a template.</summary>
    /// <exception cref="ArgumentException">It uses a letter that stands for nothing.</exception>
    public static void Check(string template) => Expand(template, new RequestHost("", ""), "");

    /// <summary>Fills in a template. What comes out is as untrusted as what went in.</summary>
    public static string Expand(string template, RequestHost host, string path)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
            text.Append(template[i] == '%' ? Value(template, ++i, host, path) : template[i].ToString());
        return text.ToString();
    }

    private static string Value(string template, int index, RequestHost host, string path) => (index < template.Length ? template[index] : ' ') switch
    {
        'H' => host.Name,
        'P' => host.Port,
        'D' => path,
        '%' => "%",
        _ => throw new ArgumentException($"The template '{template}' may hold %H, %P, %D and %% only.", nameof(template)),
    };
}
