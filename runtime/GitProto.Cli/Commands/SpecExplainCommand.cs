using System.CommandLine;
using GitProto.Spec;
using GitProto.Spec.Explain;

namespace GitProto.Cli.Commands;

/// <summary>Explains an element of a spec.</summary>
internal static class SpecExplainCommand
{
    public static Command Create()
    {
        var element = new Argument<string>("ELEMENT") { Description = "Its address, as traces and errors name it: a message, capability, flow, transport or error, or 'id.name' for a line, part, word, state or rule." };
        var directory = new Option<string>("--spec") { Description = "The spec.", HelpName = "DIR", DefaultValueFactory = _ => "spec" };
        var command = new ToolCommand(
            "explain",
            "Explain an element of a spec: its grammar, rules, C# and examples, packet by packet.",
            "gitproto spec explain fetch-request.deepen") { element, directory };
        command.SetAction(result =>
        {
            var path = result.GetValue(directory)!;
            if (!SpecFiles.Exist(path))
                return ExitCode.CheckUsage;
            var address = result.GetValue(element)!;
            var spec = SpecLoader.Load(SpecFiles.Read(path));
            var explainer = new SpecExplainer(spec);
            if (explainer.Explain(address) is { } text)
            {
                Console.Out.Write(text);
                return ExitCode.Success;
            }
            Console.Error.WriteLine($"error: there is no element '{Escape.ForDisplay(address)}'{explainer.Hint(address)}");
            if (spec.Diagnostics.Count > 0)
                Console.Error.WriteLine($"The spec has {spec.Diagnostics.Count} problems; 'gitproto spec check' tells them.");
            return ExitCode.Refused;
        });
        return command;
    }
}
