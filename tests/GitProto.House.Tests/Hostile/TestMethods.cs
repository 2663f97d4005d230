using GitProto.House.Tests.Tree;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GitProto.House.Tests.Hostile;

/// <summary>The tests of this repository, found in their sources.</summary>
internal static class TestMethods
{
    private static readonly string[] Attributes = ["Test", "TestCase", "TestCaseSource", "Theory", "Property", "FsCheck.NUnit.Property"];

    /// <summary>The methods named after a row, each with whether it is of the category <c>hostile</c>.</summary>
    public static IReadOnlyList<(string Row, Finding Test, bool IsHostile)> NamedAfterRows { get; } =
        [.. Repository.CSharp("tests", "conformance").SelectMany(OfFile)];

    private static IEnumerable<(string Row, Finding Test, bool IsHostile)> OfFile(string file) =>
        from method in Repository.Parse(file).DescendantNodes().OfType<MethodDeclarationSyntax>()
        let row = HostileTable.RowOf(method.Identifier.Text)
        where row is not null && Names(method).Any(Attributes.Contains)
        select (row, Finding.At(method, method.Identifier.Text), IsHostile(method) || method.Ancestors().OfType<TypeDeclarationSyntax>().Any(IsHostile));

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(list => list.Attributes).Select(one => one.Name.ToString());

    private static bool IsHostile(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(list => list.Attributes)
        .Any(one => one.Name.ToString() == "Category" && one.ArgumentList?.ToString() == "(\"hostile\")");
}
