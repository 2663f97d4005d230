using GitProto.Examples.Generator.Markdown;

namespace GitProto.Examples.Running;

/// <summary>The empty folder in which a case runs. It is the process's current one as well, for the C# of the page.</summary>
internal sealed class ExampleFolder : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly string all = Directory.CreateTempSubdirectory("gitproto-example-").FullName;

    public ExampleFolder()
    {
        Work = Directory.CreateDirectory(Path.Combine(all, "work")).FullName;
        Environment.CurrentDirectory = Work;
    }

    /// <summary>Where the example works.</summary>
    public string Work { get; }

    /// <summary>Beside it, for our own notes.</summary>
    public string Notes => all;

    /// <summary>Where the commands of a block run.</summary>
    public string For(Block block) => block.Directives.InCheckout ? Checkout.Root : Work;

    /// <summary>Makes the paths of this machine those that pages show.</summary>
    public string ShownPaths(string text) => text
        .Replace(Work, "/tmp/example", StringComparison.Ordinal)
        .Replace(Checkout.Root, "/src/gitproto", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        Directory.Delete(all, recursive: true);
    }
}
