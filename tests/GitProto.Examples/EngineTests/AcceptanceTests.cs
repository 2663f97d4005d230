using GitProto.Examples.Running;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class AcceptanceTests
{
    private string root = "";

    [SetUp]
    public void Make_a_folder()
    {
        root = Directory.CreateTempSubdirectory("gitproto-accept-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "pages"));
    }

    [TearDown]
    public void Remove_it() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task Printed_output_replaces_what_was_shown() => await Check(
        "# A\n```csharp\nf();\n```\n```output\n1\n```\nText\n", "# A\n```csharp\nf();\n```\n```output\n2\n3\n```\nText\n",
        (page, acceptance) => Sample.RunPrintingAsync(page, "2\n3\n", acceptance));

    [Test]
    public async Task Printed_output_that_was_not_shown_gets_a_block() => await Check(
        "# A\n- Text\n  ```csharp\n  f();\n  ```\nText\n", "# A\n- Text\n  ```csharp\n  f();\n  ```\n  ```output\n  2\n  ```\nText\n",
        (page, acceptance) => Sample.RunPrintingAsync(page, "2\n", acceptance));

    [Test]
    public async Task Commands_and_wildcards_stay() => await Check(
        "```console\n$ echo a; echo b\n...\nx\n$ echo c\n```\n", "```console\n$ echo a; echo b\n...\n$ echo c\nc\n```\n",
        (page, acceptance) => Sample.RunConsoleAsync(page, acceptance: acceptance));

    private async Task Check(string before, string after, Func<string, Acceptance, Task> run)
    {
        var file = Path.Combine(root, Sample.Path);
        await File.WriteAllTextAsync(file, before);
        var acceptance = new Acceptance(true, root);
        await run(before, acceptance);
        acceptance.Apply().ShouldBe([Sample.Path]);
        (await File.ReadAllTextAsync(file)).ShouldBe(after);
    }
}
