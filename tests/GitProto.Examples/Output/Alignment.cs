namespace GitProto.Examples.Output;

/// <summary>Lays the lines that a page shows beside those that were printed, with as few differences as possible.</summary>
internal sealed class Alignment
{
    private readonly IReadOnlyList<string> shown;
    private readonly IReadOnlyList<string> printed;
    private readonly int[,] differences;

    private Alignment(IReadOnlyList<string> shown, IReadOnlyList<string> printed)
    {
        this.shown = shown;
        this.printed = printed;
        differences = new int[shown.Count + 1, printed.Count + 1];
    }

    /// <summary>The comparison, line by line.</summary>
    public static IReadOnlyList<Step> Of(IReadOnlyList<string> shown, IReadOnlyList<string> printed)
    {
        var alignment = new Alignment(shown, printed);
        alignment.Count();
        return alignment.Walk();
    }

    /// <summary>Counts, from the ends backwards, the differences of what remains.</summary>
    private void Count()
    {
        for (var i = shown.Count; i >= 0; i--)
        {
            for (var j = printed.Count; j >= 0; j--)
                differences[i, j] = CountAt(i, j);
        }
    }

    private int CountAt(int i, int j)
    {
        if (i == shown.Count)
            return printed.Count - j;
        if (LineMatch.IsAnyLines(shown[i]))
            return j == printed.Count ? differences[i + 1, j] : Math.Min(differences[i + 1, j], differences[i, j + 1]);
        if (j == printed.Count)
            return 1 + differences[i + 1, j];
        var changed = 1 + Math.Min(differences[i + 1, j], differences[i, j + 1]);
        return LineMatch.Matches(shown[i], printed[j]) ? Math.Min(changed, differences[i + 1, j + 1]) : changed;
    }

    private List<Step> Walk()
    {
        var steps = new List<Step>();
        var (i, j) = (0, 0);
        while (i < shown.Count || j < printed.Count)
        {
            var left = differences[i, j];
            if (i < shown.Count && LineMatch.IsAnyLines(shown[i]))
            {
                if (left == differences[i + 1, j])
                    steps.Add(new(StepKind.Same, shown[i], i++));
                else
                    j++;
            }
            else if (i < shown.Count && j < printed.Count && left == differences[i + 1, j + 1] && LineMatch.Matches(shown[i], printed[j]))
            {
                steps.Add(new(StepKind.Same, shown[i], i++));
                j++;
            }
            else if (i < shown.Count && left == 1 + differences[i + 1, j])
                steps.Add(new(StepKind.Missing, shown[i], i++));
            else
                steps.Add(new(StepKind.Extra, printed[j++], i));
        }
        return steps;
    }
}
