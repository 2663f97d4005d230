using System.CommandLine;
using System.Globalization;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers.Containers;

namespace GitProto.Conformance.Running;

/// <summary>The command line of the suite.</summary>
internal static class ConformanceCommand
{
    /// <summary>Runs a command line.</summary>
    /// <returns>A code of <see cref="SuiteExit"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var parsed = Create().Parse(arguments);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? SuiteExit.Usage : code;
    }

    private static RootCommand Create()
    {
        var patterns = new Argument<string[]>("PATTERN") { Description = "Which cases: an id, or the id of a rule, with * for any words. Default: all.", Arity = ArgumentArity.ZeroOrMore };
        var peers = new Option<string[]>("--peer") { Description = "A peer by name; may be given several times. Default: all that this machine has.", HelpName = "NAME" };
        var server = new Option<string?>("--server") { Description = "Judge the server at this URL, of git://, http://, https:// or ssh. Below it are the repositories that repositories.sh makes.", HelpName = "URL" };
        var ssh = new Option<string?>("--ssh") { Description = "The ssh that reaches a --server of ssh, with its options. Default: ssh -o BatchMode=yes.", HelpName = "COMMAND" };
        ssh.Validators.Add(result =>
        {
            if (result.GetResult(server) is null)
                result.AddError("--ssh: it says how a --server is reached, and there is none.");
        });
        var client = new Option<string?>("--client") { Description = "Judge a client by its command, such as 'git clone {url} {dir}', or a driver with a {verb} too.", HelpName = "COMMAND" };
        var all = new Option<bool>("--all") { Description = "Let every client play with every server too, not with ours alone." };
        var jobs = new Option<int?>("--jobs") { Description = "How many cases run at once. Default: four for each processor.", HelpName = "N" };
        jobs.Validators.Add(result =>
        {
            if (result.Tokens is not [var token, ..] || !int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) || number < 1)
                result.AddError("--jobs: a number of at least 1 is expected.");
        });
        var direction = new Option<Direction>("--direction") { Description = "Which side of the peers is judged.", DefaultValueFactory = _ => Direction.Either };
        var list = new Option<bool>("--list") { Description = "Print the cases, and run none." };
        var rules = new Option<bool>("--rules") { Description = "Print how many cases show each rule of the spec, and run none." };
        var report = new Option<string?>("--report") { Description = "Write reports into this directory.", HelpName = "DIR" };
        var expected = new Option<string?>("--expected") { Description = "The file, or the directory of files, of what is known of the peers. Default: the suite's own.", HelpName = "FILE" };
        var update = new Option<bool>("--update-expected") { Description = "Write what was found there. Needs --expected, and all cases of both sides." };
        var keep = new Option<bool>("--keep") { Description = "Keep the directory in which the cases worked." };
        var strict = new Option<bool>("--strict") { Description = "What breaks a SHOULD fails too." };
        var requireAll = new Option<bool>("--require-all") { Description = "A peer that is left out is an error." };
        var quick = new Option<bool>("--quick") { Description = "Only the cases that stand for the others, within seconds." };
        var sweep = new Option<bool>(ContainerSweep.Option) { Description = "Remove the containers that killed runs have left, and run nothing.", Hidden = true };
        var command = new RootCommand("Says of clients and servers whether they speak Git as the spec has it. Exit code: 0 all as expected, 1 something unexpected, 2 usage, 3 a peer could not start.")
        {
            patterns, peers, server, ssh, client, all, jobs, direction, list, rules, report, expected, update, keep, strict, requireAll, quick, sweep,
        };
        command.SetAction(async (result, cancellation) => result.GetValue(sweep) ? await SweepAsync(cancellation) : await new Suite(new SuiteOptions
        {
            Patterns = result.GetValue(patterns) ?? [],
            Peers = result.GetValue(peers) ?? [],
            Server = result.GetValue(server),
            Ssh = result.GetValue(ssh),
            Client = result.GetValue(client),
            All = result.GetValue(all),
            Jobs = result.GetValue(jobs),
            Direction = result.GetValue(direction),
            List = result.GetValue(list),
            Rules = result.GetValue(rules),
            Report = result.GetValue(report),
            Expected = result.GetValue(expected),
            UpdateExpected = result.GetValue(update),
            Keep = result.GetValue(keep),
            Strict = result.GetValue(strict),
            RequireAll = result.GetValue(requireAll),
            Quick = result.GetValue(quick),
        }, Console.Out).RunAsync(cancellation));
        return command;
    }

    private static async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        using var engine = new DockerEngine();
        if (await engine.MissingAsync(cancellationToken) is null)
            await new ContainerRun(engine).SweepAsync(cancellationToken);
        return SuiteExit.AsExpected;
    }
}
