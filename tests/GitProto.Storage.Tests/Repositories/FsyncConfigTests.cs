using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

/// <summary>What the config has flushed to the disk.</summary>
public sealed class FsyncConfigTests
{
    private const FsyncComponents Objects = FsyncComponents.LooseObject | FsyncComponents.Pack;

    [TestCase("", FsyncComponents.Default)]
    [TestCase("fsync = \"\"", FsyncComponents.Default)]
    [TestCase("fsync = none", FsyncComponents.None)]
    [TestCase("fsync = none,reference", FsyncComponents.Reference)]
    [TestCase("fsync = committed,-loose-object", FsyncComponents.All)]
    [TestCase("fsync = loose-object", FsyncComponents.All)]
    [TestCase("fsync = none , objects", Objects)]
    [TestCase("fsync = none,committed", Objects | FsyncComponents.Reference)]
    [TestCase("fsync = none,added", Objects | FsyncComponents.Reference)]
    [TestCase("fsync = none,derived-metadata", FsyncComponents.PackMetadata)]
    [TestCase("fsync = -pack,-pack-metadata", FsyncComponents.Reference)]
    [TestCase("fsync = none,index,commit-graph,of-tomorrow", FsyncComponents.None)]
    [TestCase("fsync = all\n\tfsync = none", FsyncComponents.None, Description = "the last counts")]
    [TestCase("fsyncObjectFiles = true", FsyncComponents.All)]
    [TestCase("fsyncObjectFiles = false", FsyncComponents.Default)]
    [TestCase("fsync = none\n\tfsyncObjectFiles = true", FsyncComponents.LooseObject)]
    public void The_names_are_those_of_git(string lines, FsyncComponents parts) =>
        FsyncConfig.Read(new RepositoryConfig(ConfigFile.Parse(System.Text.Encoding.ASCII.GetBytes($"[core]\n\t{lines}\n")))).ShouldBe(parts);

    [Test]
    public void An_option_counts_for_more_than_the_config()
    {
        using var directory = new TempDirectory();
        var path = directory.File("r.git");
        FileRepository.Create(path).Dispose();
        Git.Run(path, "config", "core.fsync", "nonsense,none");

        using var repository = FileRepository.Open(path, new FileRepositoryOptions { Fsync = FsyncComponents.All });

        repository.Fsync.ShouldBe(FsyncComponents.All);
    }
}
