using System.Globalization;
using System.Text;

namespace GitProto.Tests;

/// <summary>Clients that write all they have before they read.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HostileDuplexTests
{
    [TestCase(9, true)]
    [TestCase(11, false)]
    public async Task N11_A_client_that_reads_only_when_it_has_written_all_gets_its_answer(int megabytes, bool isTaken)
    {
        await using var host = await HostedGit.StartAsync();
        var source = SourceRepository.MakeRich(host.Place, HostedGit.In("a.git"));
        var (main, side) = (RealGit.Run(source, "rev-parse", "main"), RealGit.Run(source, "rev-parse", "side"));
        // Every have is acknowledged in a line that is longer than itself.
        var (want, have) = ($"0046want {main} multi_ack_detailed\n", $"0032have {side}\n");
        want = (want.Length).ToString("x4", CultureInfo.InvariantCulture) + want[4..];
        var body = want + "0000" + new StringBuilder().Insert(0, have, megabytes * (1 << 20) / have.Length) + "0000";

        var answer = await RawHttp.AskAsync(host.Port, RawHttp.Request(
            "POST", "/a.git/git-upload-pack", $"Content-Type: application/x-git-upload-pack-request\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n", body));

        if (isTaken)
        {
            RawHttp.Status(answer).ShouldBe(200);
            answer.ShouldContain("0008NAK\n");
        }
        else
        {
            answer.ShouldNotContain("0008NAK\n");
        }
        host.Git(2, "ls-remote", host.Url("a.git")).ShouldContain(main);
    }
}
