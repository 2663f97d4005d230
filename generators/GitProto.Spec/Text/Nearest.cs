using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Text;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Nearest
{
    public static string Hint(string name, IEnumerable<string> known) => Of(name, known) is { } best ? $"; did you mean '{best}'?" : "";

    /// <summary>The name, or nothing if none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known.Distinct().Select(one => (Name: one, Distance: Distance(name, one)))
            .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal).FirstOrDefault();
        var limit = Math.Max(1, name.Length / 3);
        return best.Name is not null && best.Distance <= limit && best.Distance < name.Length ? best.Name : null;
    }

    /// <summary>How many letters are missing, too many, wrong, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var (above, row, next) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                next[j] = Math.Min(change, Math.Min(row[j] + 1, next[j - 1] + 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    next[j] = Math.Min(next[j], above[j - 2] + 1);
            }
            (above, row, next) = (row, next, above);
        }
        return row[b.Length];
    }
}
