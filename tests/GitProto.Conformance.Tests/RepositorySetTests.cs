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
}
