using System;
using GitProto.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GitProto.Generators;

/// <summary>A problem of a spec file, as the compiler reports it.</summary>
internal sealed record Problem(string Id, string Message, string Path, int Line, int Column, int EndLine, int EndColumn, bool IsError)
{
    public static Problem From(SpecDiagnostic diagnostic) => new(
        diagnostic.Id, diagnostic.Message, diagnostic.Span.Path, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Span.EndLine, diagnostic.Span.EndColumn, true);

    public Diagnostic ToDiagnostic()
    {
        var descriptor = new DiagnosticDescriptor(Id, "The spec is wrong", "{0}", "GitProto.Spec", IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, true);
        var span = new LinePositionSpan(Position(Line, Column), Position(EndLine, EndColumn));
        return Diagnostic.Create(descriptor, Location.Create(Path, default, span), Message);
    }

    private static LinePosition Position(int line, int column) => new(Math.Max(line - 1, 0), Math.Max(column - 1, 0));
}
