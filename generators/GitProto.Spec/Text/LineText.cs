using GitProto.Spec.Yaml;

namespace GitProto.Spec.Text;

/// <summary>Parts a line into its text and what stands behind <c>--</c>.</summary>
internal readonly record struct LineText(int Length, string Doc)
{
    public static LineText Of(YamlScalar scalar)
    {
        var value = scalar.Value;
        for (var i = 0; i + 1 < value.Length; i++)
        {
            if (value[i] != '-' || value[i + 1] != '-' || (i > 0 && value[i - 1] != ' ') || (i + 2 < value.Length && value[i + 2] != ' '))
                continue;
            return new LineText(value.Substring(0, i).TrimEnd(' ').Length, value.Substring(i + 2).Trim());
        }
        return new LineText(value.TrimEnd(' ').Length, "");
    }
}
