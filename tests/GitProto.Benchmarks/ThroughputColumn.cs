using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace GitProto.Benchmarks;

/// <summary>GB (10⁹ bytes) a second, for benchmarks that say how much they move.</summary>
internal sealed class ThroughputColumn : IColumn
{
    public string Id => nameof(ThroughputColumn);

    public string ColumnName => "GB/s";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "10^9 bytes of the wire a second";

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(one => Bytes(one) is not null);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        Bytes(benchmarkCase) is { } bytes && summary[benchmarkCase]?.ResultStatistics is { } result
            ? (bytes / result.Mean).ToString("0.00", CultureInfo.InvariantCulture) : "-";

    private static long? Bytes(BenchmarkCase one) => one.Descriptor.Type.GetProperty("Bytes")?.GetValue(null) as long?;
}
