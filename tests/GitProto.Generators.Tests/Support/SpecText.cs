using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GitProto.Generators.Tests.Support;

/// <summary>A spec file as the compiler hands it to the generator.</summary>
internal sealed class SpecText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
