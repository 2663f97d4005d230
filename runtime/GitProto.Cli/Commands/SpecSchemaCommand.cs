using System.CommandLine;
using GitProto.Spec.Schema;

namespace GitProto.Cli.Commands;

/// <summary>Writes the JSON Schemas that let editors complete and check a spec.</summary>
internal static class SpecSchemaCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Where they go; made if it is not there.", DefaultValueFactory = _ => Path.Join("spec", "schema") };
        var command = new ToolCommand(
            "schema",
            "Write the JSON Schemas of the spec language, one for each kind of file, for editors.",
            "gitproto spec schema spec/schema") { directory };
        command.SetAction(result =>
        {
            var path = result.GetValue(directory)!;
            Directory.CreateDirectory(path);
            foreach (var schema in SchemaWriter.Write())
            {
                var file = Path.Join(path, schema.Name);
                File.WriteAllText(file, schema.Text);
                Console.Out.WriteLine(Escape.ForDisplay(file));
            }
            return ExitCode.Success;
        });
        return command;
    }
}
