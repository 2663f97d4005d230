using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

/// <summary>Files of a repository that lead elsewhere, and what must not come of it.</summary>
[Category("hostile")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostileLayoutTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FileRepositoryOptions inside;

    public HostileLayoutTests()
    {
        Directory.CreateDirectory(directory.File("root"));
        inside = new FileRepositoryOptions { AllowedRoots = [directory.File("root")] };
        foreach (var name in new[] { "root/real.git", "secret.git" })
            FileRepository.Create(directory.File(name)).Dispose();
    }

    public void Dispose() => directory.Dispose();

    [TestCase("")]
    [TestCase("gitdir: ")]
    [TestCase("gitdir: \r\n")]
    [TestCase("gitdir: .git\n")]
    [TestCase("gitdir: ./.git\n")]
    [TestCase("gitdir: ../chain\n")]
    [TestCase("gitdir: /\n")]
    [TestCase("gitdir: ../../secret.git\n")]
    [TestCase("gitdir: ../real.git/../../secret.git\n")]
    [TestCase("gitdir:../real.git\n")]
    [TestCase("gitdir: ../real.git\0/x\n")]
    [TestCase("gitdir: LONG")]
    public void H05_A_git_file_that_is_odd_or_leads_astray_opens_nothing(string text)
    {
        Directory.CreateDirectory(directory.File("root/tree"));
        File.WriteAllText(directory.File("root/chain"), "gitdir: real.git\n");
        File.WriteAllText(directory.File("root/tree/.git"), text.Replace("LONG", new string('x', 1 << 20), StringComparison.Ordinal));

        OpensNothing("root/tree");
    }

    [Test]
    public void H05_A_git_file_is_followed_once()
    {
        File.WriteAllText(directory.File("root/chain"), "gitdir: real.git\r\n");
        using var repository = FileRepository.Open(directory.File("root/chain"), inside);
        repository.GitDirectory.ShouldBe(directory.File("root/real.git"));
    }

    [TestCase("/\n")]
    [TestCase("../../secret.git\n")]
    [TestCase("../nothing\n")]
    [TestCase("LONG")]
    public void H05_A_common_directory_that_is_odd_or_leads_astray_opens_nothing(string text)
    {
        File.WriteAllText(directory.File("root/real.git/commondir"), text.Replace("LONG", new string('x', 1 << 20), StringComparison.Ordinal));

        OpensNothing("root/real.git");
    }

    [TestCase("/etc\n")]
    [TestCase("../../..\n")]
    [TestCase("../../../secret.git/objects\n")]
    [TestCase("../../link\n")]
    public void H06_Alternates_that_lead_outside_are_refused(string text)
    {
        Directory.CreateSymbolicLink(directory.File("root/link"), directory.File("secret.git/objects"));
        File.WriteAllText(directory.File("root/real.git/objects/info/alternates"), text);

        Should.Throw<PolicyException>(() => FileRepository.Open(directory.File("root/real.git"), inside));
    }

    [Test]
    public void H06_As_many_alternates_as_one_likes_hit_a_limit()
    {
        File.WriteAllText(directory.File("root/real.git/objects/info/alternates"), string.Concat(Enumerable.Range(0, 100_000).Select(number => $"../../pool{number}\n")));

        Should.Throw<LimitExceededException>(() => FileRepository.Open(directory.File("root/real.git"), inside));
    }

    [TestCase("\"/etc\"\n")]
    [TestCase("\"../../../secret.git/objects\n")]
    [TestCase("../../real.git/objects\n../../other.git/objects\n")]
    public void H06_Quotes_are_part_of_a_path_and_rings_end(string text)
    {
        FileRepository.Create(directory.File("root/other.git")).Dispose();
        File.WriteAllText(directory.File("root/other.git/objects/info/alternates"), "../../real.git/objects\n");
        File.WriteAllText(directory.File("root/real.git/objects/info/alternates"), text);

        using var repository = FileRepository.Open(directory.File("root/real.git"), inside);
        repository.Refs.List().ShouldBeEmpty();
    }

    [Test]
    public void H04_No_repository_is_found_above_a_directory_and_none_within_it_that_is_not_named()
    {
        Directory.CreateDirectory(directory.File("root/real.git/sub/deeper"));
        FileRepository.Create(directory.File("root/tree/embedded"), bare: true).Dispose();

        foreach (var name in new[] { "root/real.git/sub/deeper", "root/real.git/refs/heads", "root/tree" })
            FileRepository.TryOpen(directory.File(name), inside).ShouldBeNull();
        using var named = FileRepository.Open(directory.File("root/tree/embedded"), inside);
        named.GitDirectory.ShouldBe(directory.File("root/tree/embedded"));
    }

    private void OpensNothing(string name)
    {
        try
        {
            FileRepository.TryOpen(directory.File(name), inside).ShouldBeNull();
        }
        catch (GitProtoException e)
        {
            (e is PolicyException or LimitExceededException).ShouldBeTrue(e.ToString());
        }
    }
}
