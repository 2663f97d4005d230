using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Examples;

/// <summary>Matches one field: as many bytes as its type allows, up to the first that may follow it.</summary>
internal sealed class FieldMatcher(int hexWidth)
{
    public bool Match(FieldToken field, byte[] data, ref int at, LineMatch match, Progress best, LineMatcher lines)
    {
        if (FieldTypes.HasFixedLength(field.Type))
            return Oid(field, data, ref at, match, best);
        var end = End(field, data, at);
        if (end == at && !FieldTypes.MayBeEmpty(field.Type))
        {
            best.Note(at, at == 0 ? Failures.NoLine : Failures.BadField, isField: true);
            return false;
        }
        var chunk = data.Skip(at).Take(end - at).ToArray();
        if (!Value(field, chunk, match, lines))
        {
            best.Note(at, Failures.BadField, isField: true);
            return false;
        }
        at = end;
        return true;
    }

    private bool Oid(FieldToken field, byte[] data, ref int at, LineMatch match, Progress best)
    {
        var end = at;
        while (end < data.Length && FieldTypes.Allows(FieldType.Oid, data[end]))
            end++;
        if (end - at != hexWidth)
        {
            // At the head of a line a word that is no hex at all is no id of another width.
            var isWord = at == 0 && (end == 0 || (end < data.Length && data[end] is not ((byte)' ' or 0)));
            best.Note(isWord ? 0 : Math.Max(1, at), isWord ? Failures.NoLine : Failures.BadOidWidth, isField: true);
            return false;
        }
        var digits = data.Skip(at).Take(hexWidth).ToArray();
        if (field.Type == FieldType.ZeroOid && digits.Any(digit => digit != '0'))
        {
            best.Note(at, at == 0 ? Failures.NoLine : Failures.BadField, isField: true);
            return false;
        }
        at = end;
        if (field.HasValue)
            Store(field, Node.Of(digits), match);
        return true;
    }

    private static int End(FieldToken field, byte[] data, int at)
    {
        var end = at;
        var inKey = field.Type == FieldType.Capability;
        while (end < data.Length && FieldTypes.Allows(field.Type, data[end]) && !field.Terminators.Contains(data[end]))
        {
            if (inKey && data[end] == '=' && end > at)
                inKey = false;
            else if (inKey && !FieldTypes.IsCapabilityKey(data[end]))
                break;
            end++;
        }
        return end;
    }

    private static bool Value(FieldToken field, byte[] chunk, LineMatch match, LineMatcher lines)
    {
        if (field.Type == FieldType.Capabilities)
        {
            match.Capabilities = Node.List(Words(chunk).Select(Node.Of));
            return true;
        }
        if (field.Type == FieldType.Features)
        {
            var words = Words(chunk).Select(word => InSet(field.Spec, word, match, lines)).ToArray();
            foreach (var word in words)
                match.Fields.Append(field.Name, word ?? Node.Map());
            return words.All(word => word is not null);
        }
        if (field.Type is FieldType.Number or FieldType.Time && !long.TryParse(Encoding.ASCII.GetString(chunk), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        if (InSet(field.Spec, chunk, match, lines) is not { } value)
            return false;
        Store(field, value, match);
        return true;
    }

    /// <summary>The value of a word of a set: a word, a named pattern, or, in an open set, whatever came.</summary>
    private static Node? InSet(FieldSpec? set, byte[] chunk, LineMatch match, LineMatcher lines)
    {
        if (set is null || set.Kind == FieldSetKind.Loan)
            return Node.Of(chunk);
        if (set.Values.FirstOrDefault(value => Encoding.UTF8.GetBytes(value.Text).SequenceEqual(chunk)) is { } word)
        {
            match.Words.Add(word);
            return Node.Of(chunk);
        }
        foreach (var pattern in set.Patterns)
        {
            var inner = lines.Match(pattern.Pattern, chunk);
            if (!inner.Ok)
                continue;
            match.Words.AddRange(inner.Words);
            var value = LineMatcher.Value(pattern.Pattern, inner);
            if (set.Kind == FieldSetKind.Structure)
                return value;
            var named = Node.Map();
            named.Set(pattern.Name, value);
            return named;
        }
        return set.IsOpen ? Node.Of(chunk) : null;
    }

    private static void Store(FieldToken field, Node value, LineMatch match)
    {
        if (field.IsListed)
            match.Fields.Append(field.Name, value);
        else
            match.Fields.Set(field.Name, value);
    }

    private static IEnumerable<byte[]> Words(byte[] chunk) =>
        Encoding.GetEncoding(28591).GetString(chunk).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Encoding.GetEncoding(28591).GetBytes);
}
