using System.Diagnostics;
using System.Text.Json.Nodes;

namespace GitProto.Spec.Tests.Schema;

/// <summary>The validator of Debian's python3-jsonschema. Where it is missing the tests fail: nothing else can say whether a schema means what we think.</summary>
internal static class Validator
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Where the committed schemas stand.</summary>
    public static string SchemaFolder { get; } = Path.Join(Specs.RepositoryRoot, "spec", "schema");

    /// <summary>Says of each document whether its schema takes it: <c>ok</c>, or the first problem.</summary>
    public static IReadOnlyList<string> Validate(IReadOnlyList<(string Kind, JsonNode? Document)> documents)
    {
        var start = new ProcessStartInfo("python3", [Path.Join(Specs.TestFolder, "Schema", "validate.py"), SchemaFolder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            foreach (var (kind, document) in documents)
                process.StandardInput.Write(new JsonObject { ["schema"] = kind + ".schema.json", ["document"] = document?.DeepClone() }.ToJsonString() + "\n");
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has died; its last words are below.
        }
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the validator does not end");
        }
        process.ExitCode.ShouldBe(0, "python3-jsonschema of Debian is needed: " + error.Result);
        var verdicts = output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        verdicts.Length.ShouldBe(documents.Count);
        return verdicts;
    }
}
