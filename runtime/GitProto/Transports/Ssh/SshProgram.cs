using System.Text;
using GitProto.Client;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>The program that is run as ssh, and which options it takes as far as its name says.</summary>
/// <param name="Command">The program, without options for one host.</param>
/// <param name="Variant">Which options it takes; <see cref="SshVariant.Auto"/> if it has to be asked.</param>
internal sealed record SshProgram(ProcessCommand Command, SshVariant Variant)
{
    private const string DefaultProgram = "ssh";
    private const string Ending = ".exe";

    /// <summary>Finds it, in git's order: the command line, the program, ssh.</summary>
    /// <exception cref="IOException">There is no such program on the PATH.</exception>
    /// <exception cref="PolicyException">It is named by a path that depends on the current directory.</exception>
    public static SshProgram Find(SshOptions options)
    {
        var command = Variable(options, SshTransport.CommandVariable) ?? options.Command;
        var variant = Variable(options, SshTransport.VariantVariable) is { } word ? Named(word) : options.Variant;
        if (command is not null)
            return new SshProgram(LocalServer.Shell(command), variant == SshVariant.Auto ? ByName(FirstWord(command)) : variant);
        var program = Variable(options, SshTransport.ProgramVariable) ?? options.Program ?? DefaultProgram;
        if (!Path.IsPathFullyQualified(program) && program.AsSpan().ContainsAny('/', '\\'))
            throw new PolicyException($"'{Escape.ForDisplay(program)}' is not run as ssh: name a program of the PATH, or an absolute path.");
        var path = ExecutablePath.Find(program) ?? throw new IOException($"Cannot run '{Escape.ForDisplay(program)}': there is no such program on the PATH.");
        return new SshProgram(new ProcessCommand(path), variant == SshVariant.Auto ? ByName(program) : variant);
    }

    private static string? Variable(SshOptions options, string name) =>
        options.UseEnvironment && Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>As git reads it: what it does not know is taken for ssh itself.</summary>
    private static SshVariant Named(string word) => TryRead(word) ?? SshVariant.Ssh;

    private static SshVariant ByName(string program)
    {
        var name = program[(program.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
        return TryRead(name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name) switch
        {
            // Nothing that is called simple, putty or auto is known to be one.
            SshVariant.Ssh => SshVariant.Ssh,
            SshVariant.Plink => SshVariant.Plink,
            SshVariant.Tortoiseplink => SshVariant.Tortoiseplink,
            _ => SshVariant.Auto,
        };
    }

    private static SshVariant? TryRead(string word) => SshTransport.TryReadVariant(Encoding.UTF8.GetBytes(word), out var variant) ? variant : null;

    /// <summary>The program in a command line; it may stand in quotes.</summary>
    private static string FirstWord(string command)
    {
        command = command.TrimStart();
        if (command is [('"' or '\'') and var quote, ..] && command.IndexOf(quote, 1) is > 0 and var end)
            return command[1..end];
        var space = command.AsSpan().IndexOfAny(' ', '\t');
        return space < 0 ? command : command[..space];
    }
}
