namespace GitProto.Tests;

/// <summary>A history of 20,000 objects, the same each time.</summary>
[CancelAfter(300_000)]
public sealed class SyntheticTests : IAsyncDisposable
{
    private readonly ServedDirectory served = new();

    public ValueTask DisposeAsync() => served.DisposeAsync();

    [Test]
    public void Twenty_thousand_objects_are_cloned_whole_in_every_version()
    {
        var source = SourceRepository.MakeSynthetic(served.Place, ServedDirectory.In("big.git"));
        var objects = RealGit.Run(source, "rev-list", "--objects", "--all", "--count");
        int.Parse(objects, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(19_000);

        foreach (var version in new[] { 0, 1, 2 })
        {
            served.Git(version, "clone", "-q", "--mirror", served.Url("big.git"), $"big-{version}");

            var copy = served.Place.At($"big-{version}");
            SourceRepository.Refs(copy).ShouldBe(SourceRepository.Refs(source));
            RealGit.Run(copy, "fsck", "--strict", "--no-dangling").ShouldBe("");
            RealGit.Run(copy, "rev-list", "--objects", "--all", "--count").ShouldBe(objects);
        }
    }
}
