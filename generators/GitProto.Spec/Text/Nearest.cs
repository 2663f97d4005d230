using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Text;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Nearest
{
    public static string Hint(string name, IEnumerable<string> known)
    {
        var best = known.Distinct().Select(one => (Name: one, Distance: Distance(name, one)))
            .OrderBy(one => one.Distance).ThenBy(one => one.Name, StringComparer.Ordinal).FirstOrDefault();
        var limit = Math.Max(1, name.Length / 3);
        return best.Name is not null && best.Distance <= limit && best.Distance < name.Length ? $"; did you mean '{best.Name}'?" : "";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(change, Math.Min(row[j] + 1, row[j - 1] + 1));
            }
        }
        return row[b.Length];
    }
}
