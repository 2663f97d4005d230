using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using GitProto.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GitProto.Generators.Tests;

/// <summary>The runtime, built against an altered copy of the spec with no C# edited, speaks the altered protocol.</summary>
public sealed class AlteredSpecTests
{
    [Test]
    public void Another_keyword_changes_the_line_on_the_wire()
    {
        string[] speakOfIt = ["upload-request.yaml", "fetch-v0.yaml"];
        var altered = SpecFolder.Files.Select(file => !speakOfIt.Contains(Path.GetFileName(file.Path)) ? file : (file.Path, file.Text
            .Replace("want: want <oid>", "want: wish <oid>", StringComparison.Ordinal).Replace("C: want ", "C: wish ", StringComparison.Ordinal)));
        Write(Build(altered)).ShouldBe("0032wish 0100000000000000000000000000000000000000\n0000");
        Write(Build(SpecFolder.Files)).ShouldBe("0032want 0100000000000000000000000000000000000000\n0000");
    }

    [Test]
    public void One_more_capability_file_can_be_asked_and_is_known()
    {
        var more = (Path.Combine(SpecFolder.Root, "spec", "capabilities", "time-travel.yaml"), """
            capability: time-travel
            doc: The server can send what was not written yet.
            source: none
            offered:
              upload-pack: time-travel=<number>
            asked:
              upload-pack: time-travel=<number>
            without: refuse
            """);
        var assembly = Build([.. SpecFolder.Files, more]);
        var offer = Activator.CreateInstance(assembly.GetType("GitProto.Protocol.UploadPackOffer")!)!;
        var built = offer.GetType().GetMethod("TimeTravel")!.Invoke(offer, [88L])!;
        built.GetType().GetMethod("Build")!.Invoke(built, null)!.ToString().ShouldBe("time-travel=88");
    }

    private static string Write(Assembly assembly)
    {
        var request = Activator.CreateInstance(assembly.GetType("GitProto.Protocol.UploadRequest")!)!;
        request.GetType().GetProperty("Wants")!.SetValue(request, new[] { ObjectId.Parse("01" + new string('0', 38)) });
        using var bytes = new MemoryStream();
        var pipe = System.IO.Pipelines.PipeWriter.Create(bytes);
        var context = Activator.CreateInstance(assembly.GetType("GitProto.Protocol.WireContext")!)!;
        var client = Enum.ToObject(assembly.GetType("GitProto.Protocol.Role")!, 0);
        var writer = Activator.CreateInstance(assembly.GetType("GitProto.Protocol.PacketWriter")!, pipe, context, client, 0)!;
        request.GetType().GetMethod("Write")!.Invoke(request, [writer]);
        pipe.FlushAsync().AsTask().GetAwaiter().GetResult();
        return Encoding.ASCII.GetString(bytes.ToArray());
    }

    private static Assembly Build(IEnumerable<(string Path, string Text)> spec)
    {
        var run = new GeneratorRun(spec);
        run.Result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        var parse = new CSharpParseOptions(LanguageVersion.Preview);
        var folder = Path.Combine(SpecFolder.Root, "runtime", "GitProto.Protocol");
        var written = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parse, path));
        var usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;", parse);
        var generated = run.Sources.Select(pair => CSharpSyntaxTree.ParseText(pair.Value.Replace("namespace Sample;", "namespace GitProto.Protocol;", StringComparison.Ordinal), parse, pair.Key));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not "GitProto.Protocol.dll" and not "GitProto.Spec.dll").Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("GitProto.Protocol.Altered", [usings, .. written, .. generated], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Success.ShouldBeTrue(string.Join("\n", result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(5)));
        image.Position = 0;
        return new AssemblyLoadContext("altered").LoadFromStream(image);
    }
}
