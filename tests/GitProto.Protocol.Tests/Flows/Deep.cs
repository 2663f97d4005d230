using System.Collections;
using System.Reflection;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>Prints a value with all it holds, for comparison: lists by their items, byte strings by their bytes.</summary>
internal static class Deep
{
    public static string Print(object? value) => value switch
    {
        null => "null",
        string or bool or long or int or Enum or ObjectId => value.ToString()!,
        byte[] raw => Convert.ToHexString(raw),
        ByteString bytes => Convert.ToHexString(bytes.Span),
        Capabilities words => string.Join(' ', words.Words.Select(word => Convert.ToHexString(word.Span))),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Print)) + "]",
        _ => value.GetType().Name + "{" + string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0).Select(property => property.Name + "=" + Print(property.GetValue(value)))) + "}",
    };
}
