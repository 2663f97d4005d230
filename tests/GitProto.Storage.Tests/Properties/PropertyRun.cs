using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace GitProto.Storage.Tests.Properties;

/// <summary>Has a property tried on cases that follow from a seed.</summary>
internal static class PropertyRun
{
    /// <summary>Tries it; the first case for which it throws fails, after others that are simpler were tried.</summary>
    /// <param name="cases">How cases are made.</param>
    /// <param name="property">What holds for each.</param>
    /// <param name="count">How many; <c>GITPROTO_PROPERTIES</c> multiplies it.</param>
    /// <param name="simpler">What is simpler than a case.</param>
    public static void Holds<T>(Gen<T> cases, Action<T> property, int count, Func<T, IEnumerable<T>>? simpler = null)
    {
        var times = Setting("GITPROTO_PROPERTIES", 1);
        var seed = Setting("GITPROTO_PROPERTIES_SEED", 1);
        var config = Config.QuickThrowOnFailure.WithMaxTest(count * times).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd((ulong)seed, 1), FSharpOption<int>.None)));
        Prop.ForAll(Arb.From(cases, simpler ?? (_ => [])), property).Check(config);
    }

    /// <summary>A list without one of its items each.</summary>
    public static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> list) => Enumerable.Range(0, list.Count).Select(left => list.Where((_, place) => place != left).ToList());

    /// <summary>An array without one of its items each.</summary>
    public static IEnumerable<T[]> Less<T>(T[] items) => Enumerable.Range(0, items.Length).Select(left => items.Where((_, place) => place != left).ToArray());

    private static int Setting(string name, int other) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : other;
}
