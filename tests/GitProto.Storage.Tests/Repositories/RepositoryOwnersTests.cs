using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

/// <summary>What another user owns is not opened unless the host lists it.</summary>
[Category("hostile")]
public sealed class RepositoryOwnersTests : IDisposable
{
    private const uint Me = 1000;
    private TempDirectory directory = null!;

    [SetUp]
    public void Make()
    {
        directory = new TempDirectory();
        FileRepository.Create(directory.File("tree"), bare: false).Dispose();
        FileRepository.Create(directory.File("bare.git")).Dispose();
        FileRepository.Create(directory.File("far.git")).Dispose();
        Directory.CreateDirectory(directory.File("linked"));
        File.WriteAllText(directory.File("linked/.git"), "gitdir: ../far.git\n");
    }

    [TearDown]
    public void Dispose() => directory.Dispose();

    [TestCase("tree", "tree")]
    [TestCase("tree", "tree/.git")]
    [TestCase("bare.git", "bare.git")]
    [TestCase("linked", "linked")]
    [TestCase("linked", "linked/.git")]
    [TestCase("linked", "far.git")]
    public void H01_One_part_of_another_owner_is_enough_to_refuse(string repository, string foreign)
    {
        var error = Should.Throw<PolicyException>(() => Open(repository, foreign));

        error.Message.ShouldStartWith($"detected dubious ownership in repository at '{directory.File(repository)}': '{directory.File(foreign)}' belongs to another user");
    }

    [TestCase("tree", "tree/.git", "tree")]
    [TestCase("bare.git", "bare.git", "bare.git")]
    [TestCase("bare.git", "bare.git", "bare.git/")]
    [TestCase("linked", "far.git", "linked")]
    public void H01_What_the_host_lists_is_opened(string repository, string foreign, string safe)
    {
        Open(repository, foreign, directory.File(safe)).ShouldBeTrue();
        Open(repository, foreign, "*").ShouldBeTrue();
        Open(repository, foreign, directory.File("*")).ShouldBeTrue();
        foreach (var values in new string[][] { ["*", ""], [directory.File(safe), "", "/elsewhere"], [directory.File("other")], [directory.File(safe) + "x"], ["/*x"] })
            Should.Throw<PolicyException>(() => Open(repository, foreign, values));
    }

    [Test]
    public void H01_Ours_is_opened() => Open("tree", "nothing").ShouldBeTrue();

    [Test]
    public void H01_The_system_tells_who_owns_a_file_and_who_we_are()
    {
        FileOwner.Of(directory.File("tree")).ShouldBe(FileOwner.Current);
        FileOwner.Of("/").ShouldBe(OperatingSystem.IsLinux() ? 0u : null);
        if (OperatingSystem.IsLinux())
            Should.Throw<IOException>(() => FileOwner.Of(directory.File("nothing")));
        FileRepository.TryOpen(directory.File("tree"), new() { Owners = RepositoryOwners.Current })!.Dispose();
    }

    private bool Open(string repository, string foreign, params string[] safe)
    {
        var owners = new RepositoryOwners(() => safe, path => path == directory.File(foreign) ? Me + 1 : Me, Me);
        using var opened = FileRepository.TryOpen(directory.File(repository), new() { Owners = owners });
        return opened is not null;
    }
}
