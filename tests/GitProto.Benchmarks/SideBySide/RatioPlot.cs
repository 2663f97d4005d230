using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>Ratios of wall time as a picture: from the least to the most of each contest, a point at the median, and a line where both are equally fast.</summary>
internal static class RatioPlot
{
    private const int Width = 700, Head = 110, Row = 44, Letter = 7;

    /// <summary>Draws it as SVG.</summary>
    public static string Of(string title, IReadOnlyList<Ratios> contests)
    {
        // Without fonts the room for names can only be guessed.
        var room = Letter * contests.Max(contest => contest.Name.Length);
        var model = new PlotModel { Title = title, Background = OxyColors.White, PlotMargins = new OxyThickness(room, double.NaN, double.NaN, double.NaN) };
        var names = new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, GapWidth = 1 };
        names.Labels.AddRange(contests.Select(contest => contest.Name));
        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "wall time, ours to git's (1 is as fast, less is faster)", Minimum = 0, MaximumPadding = 0.1, MajorGridlineStyle = LineStyle.Dot });
        var spread = new IntervalBarSeries { FillColor = OxyColor.FromRgb(0x8f, 0xb8, 0xde), LabelFormatString = null };
        var median = new ScatterSeries { MarkerType = MarkerType.Diamond, MarkerFill = OxyColors.Black, MarkerSize = 5 };
        for (var i = 0; i < contests.Count; i++)
        {
            var (least, middle, most) = contests[i].Wall;
            spread.Items.Add(new IntervalBarItem(least, most) { CategoryIndex = i });
            median.Points.Add(new ScatterPoint(middle, i));
        }
        model.Series.Add(spread);
        model.Series.Add(median);
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = 1, Color = OxyColors.Firebrick, LineStyle = LineStyle.Solid });
        return SvgExporter.ExportToString(model, room + Width, Head + (Row * contests.Count), isDocument: true);
    }
}
