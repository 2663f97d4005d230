using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

public sealed class DictionaryResolverTests
{
    [TestCase("/team/a.git", true)]
    [TestCase("team/a.git", true)]
    [TestCase("/team/a.git/", true)]
    [TestCase("/team/a", false)]
    [TestCase("/Team/a.git", false)]
    [TestCase("/team/../team/a.git", false)]
    [TestCase("", false)]
    public async Task Paths_are_exact_but_for_the_slashes_around_them(string path, bool found)
    {
        var resolver = new DictionaryResolver { ["/team/a.git"] = new MemoryRepository() };

        using var served = await resolver.ResolveAsync(new RepositoryRequest(path, GitService.UploadPack));

        (served is not null).ShouldBe(found);
    }

    [Test]
    public async Task A_repository_can_be_removed_while_the_server_runs()
    {
        var resolver = new DictionaryResolver([new("/a", new MemoryRepository())]);
        resolver["a"] = null;

        (await resolver.ResolveAsync(new RepositoryRequest("/a", GitService.UploadPack))).ShouldBeNull();
    }
}
