using System.Diagnostics;
using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Tests;

public sealed class RepositorySetTests
{
    [Test]
    public async Task The_repositories_have_the_same_ids_wherever_they_are_made()
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-made-").FullName;
        try
        {
            var made = await RepositorySet.MakeAsync(directory, CancellationToken.None);

            Main("basic.git").ShouldBe("071d593d580fd61c46d29f867b6b3b4beedea39f");
            Main("basic-sha256.git").ShouldBe("0b89e9091ba3341e702c55a40316c3f27efb3443d625ff7d0a079aca9c29c397");
            Main("many.git").ShouldBe("b314b14c1b9ef9d0e4c5eaf2e38e8703339ce0fb");

            string? Main(string name)
            {
                using var repository = made.Open(name);
                return repository.Refs.TryRead(RefName.Parse("refs/heads/main"))?.Target?.ToString();
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Test]
    [Platform("Linux")]
    public async Task One_that_a_server_still_works_in_is_put_back_and_the_server_changes_what_it_began_with()
    {
        var ground = await SharedGround.GetAsync();
        var root = Directory.CreateTempSubdirectory("gitproto-served-").FullName;
        var served = Path.Join(root, "served");
        ground.Repositories.Restore("push.git", served);
        // As git does, which goes into the repository and works there from then on.
        using var working = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "while :; do mkdir objects/tmp; echo x > objects/tmp/x; rm -r objects/tmp; done 2> /dev/null"]) { WorkingDirectory = Path.Join(served, "push.git") })!;
        try
        {
            for (var times = 0; times < 20; times++)
                ground.Repositories.Restore("push.git", served);
            var back = Path.Join(served, "push.git");
            Files(back).ShouldBe(Files(Path.Join(ground.Repositories.Served, "push.git")), ignoreOrder: true);
        }
        finally
        {
            working.Kill();
            await working.WaitForExitAsync();
            Directory.Delete(root, recursive: true);
        }
    }

    private static IEnumerable<string> Files(string directory) => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(directory, file));
}
