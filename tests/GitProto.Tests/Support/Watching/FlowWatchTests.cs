using System.Net.Sockets;
using System.Text;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>The watch itself: what breaks a rule is told, what does not is not.</summary>
[CancelAfter(60_000)]
public sealed class FlowWatchTests
{
    [Test]
    public async Task A_server_that_breaks_the_flow_is_told()
    {
        await using var server = GitTcpServer.Start(async (client, stop) =>
        {
            // The end of a list that has not begun its first line.
            await client.Output.WriteAsync("0001"u8.ToArray(), stop);
            await client.CloseWriteAsync(stop);
        });
        await using var door = new WatchedDoor(server.Port);
        using (var client = new TcpClient("127.0.0.1", door.Port))
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("0026git-upload-pack /r\0host=127.0.0.1\0"));
            await client.GetStream().CopyToAsync(Stream.Null);
        }

        (await FlowWatch.TakeProblemsAsync()).ShouldHaveSingleItem().ShouldContain("Server in ");
    }

    [Test]
    public async Task A_conversation_that_keeps_the_rules_is_read_and_not_told()
    {
        await using var served = new ServedDirectory();
        SourceRepository.MakeRich(served.Place, ServedDirectory.In("r.git"));
        var before = FlowWatch.Seen;

        served.Git(2, "ls-remote", served.Url("r.git")).ShouldContain("refs/heads/main");

        (await FlowWatch.TakeProblemsAsync()).ShouldBeEmpty();
        FlowWatch.Seen.ShouldBe(before + 1);
    }
}
