using System.Globalization;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>What a contest is run on, and how often.</summary>
internal sealed class ContestArguments
{
    private readonly Dictionary<string, string> options;

    private ContestArguments(Dictionary<string, string> options, List<string> inputs) => (this.options, Inputs) = (options, inputs);

    /// <summary>The options that every contest has.</summary>
    public const string Common = "[--turns N] [--threads N] [--report FILE.md] [--tool PATH-OF-GITPROTO]";

    /// <summary>Packs or repositories.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>How many times each is run.</summary>
    public int Turns => Number("--turns");

    /// <summary>How many threads each program may use.</summary>
    public string Threads => options["--threads"];

    /// <summary>Where the tool is.</summary>
    public string Tool => Path.GetFullPath(options["--tool"]);

    /// <summary>Reads them.</summary>
    /// <param name="arguments">The command line behind the name of the contest.</param>
    /// <param name="usage">What is said if it makes no sense.</param>
    /// <param name="more">Further options, each with its standard.</param>
    /// <returns>Null if they make no sense; that was said then.</returns>
    public static ContestArguments? Read(string[] arguments, string usage, params (string Name, string Standard)[] more)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--turns"] = "5",
            ["--threads"] = "2",
            ["--report"] = "",
            ["--tool"] = "runtime/GitProto.Cli/bin/Release/net10.0/gitproto",
        };
        foreach (var (name, standard) in more)
            options[name] = standard;
        var inputs = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (options.ContainsKey(arguments[i]) && i + 1 < arguments.Length)
                options[arguments[i]] = arguments[++i];
            else
                inputs.Add(arguments[i]);
        }
        if (inputs.Count > 0 && inputs.TrueForAll(Path.Exists) && File.Exists(options["--tool"]))
            return new(options, inputs);
        Console.Error.WriteLine($"usage: {usage}\nThe tool is built before: dotnet build runtime/GitProto.Cli -c Release");
        return null;
    }

    /// <summary>The value of a numeric option.</summary>
    public int Number(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);

    /// <summary>Runs the contests, prints the table, and writes it, with a plot beside it, if that was asked for.</summary>
    /// <returns>The exit code.</returns>
    public int Report(string title, IEnumerable<Ratios> contests)
    {
        var found = new List<Ratios>();
        Console.WriteLine(Ratios.Head);
        foreach (var contest in contests)
        {
            found.Add(contest);
            Console.WriteLine(contest.Row);
        }
        if (options["--report"] is { Length: > 0 } report)
        {
            var (heading, plot) = ($"{title}, ours beside git's", Path.ChangeExtension(report, ".svg"));
            File.WriteAllLines(report, [$"# {heading}", "", Ratios.Head, .. found.Select(contest => contest.Row), "", $"![{heading}]({Path.GetFileName(plot)})"]);
            File.WriteAllText(plot, RatioPlot.Of(heading, found));
        }
        return 0;
    }
}
