using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GitProto.Benchmarks;
using GitProto.Benchmarks.SideBySide;

switch (args)
{
    case ["index-pack", .. var rest]:
        return IndexPackContest.Run(rest);
    case ["pack-objects", .. var rest]:
        return PackObjectsContest.Run(rest);
    case ["pack-loose", .. var rest]:
        return PackObjectsContest.RunLoose(rest);
    case ["walk", .. var rest]:
        return WalkContest.Run(rest);
    case [WalkContest.Once, var repository]:
        return WalkContest.RunOnce(repository);
    case ["read", .. var rest]:
        return ReadContest.Run(rest);
    case [ReadContest.Once, var repository, var list]:
        return ReadContest.RunOnce(repository, list);
}

// In this process: the project that BenchmarkDotNet would write elsewhere knows nothing of this tree's settings.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(15);
var config = DefaultConfig.Instance.AddJob(job).AddColumn(new ThroughputColumn()).HideColumns(Column.Error, Column.Gen0, Column.Gen1, Column.Gen2);
BenchmarkSwitcher.FromAssembly(typeof(ThroughputColumn).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
return 0;
