using System.Globalization;

namespace GitProto.Conformance.Running;

/// <summary>The number of a release, such as <c>2.39.5</c>: as many numbers as there are.</summary>
internal sealed class ReleaseNumber : IComparable<ReleaseNumber>
{
    private readonly IReadOnlyList<long> numbers;

    private ReleaseNumber(IReadOnlyList<long> numbers) => this.numbers = numbers;

    /// <summary>Reads one; what stands behind the numbers, as in <c>2.55.0-rc1</c>, is left out. Null if it begins with none.</summary>
    public static ReleaseNumber? TryParse(string text)
    {
        var numbers = new List<long>();
        foreach (var part in text.Split('.'))
        {
            var digits = new string([.. part.TakeWhile(char.IsAsciiDigit)]);
            if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                break;
            numbers.Add(number);
            if (digits.Length < part.Length)
                break;
        }
        return numbers.Count > 0 ? new ReleaseNumber(numbers) : null;
    }

    /// <summary>True if this names a line of releases, such as 2.39, and the other is one of them.</summary>
    public bool Covers(ReleaseNumber other) => other.numbers.Take(numbers.Count).SequenceEqual(numbers);

    /// <summary>Older releases come first.</summary>
    public int CompareTo(ReleaseNumber? other) =>
        other is null ? 1 : numbers.Zip(other.numbers, (one, two) => one.CompareTo(two)).FirstOrDefault(difference => difference != 0, numbers.Count.CompareTo(other.numbers.Count));

    /// <summary>The numbers, with dots between them.</summary>
    public override string ToString() => string.Join('.', numbers);
}
