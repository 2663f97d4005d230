using GitProto.Storage.Tests.Support;
using GitProto.Tests;

namespace GitProto.Storage.Tests.Objects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DatabaseReceiveTests : ReceiveContract
{
    private readonly TempDirectory directory = new();
    private readonly SqliteFile file;

    public DatabaseReceiveTests() => (file, Objects) = Open(directory.File("r.sqlite"));

    protected override IObjectStore Objects { get; }

    protected override void ShouldBeEmpty()
    {
        using var connection = file.Open();
        connection.Read(row => row.GetInt64(0), "SELECT count(*) FROM objects").ShouldBe([0]);
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        directory.Dispose();
        base.Dispose(disposing);
    }

    private static (SqliteFile File, IObjectStore Objects) Open(string path)
    {
        var file = new SqliteFile(path);
        return (file, new SqliteObjectStore(file, ObjectFormat.Sha1));
    }
}
