using System.Reflection;
using System.Xml.Linq;

namespace GitProto.House.Tests.Api;

/// <summary>What ships is documented: the compiler refuses what is public and has no XML doc, as long as nobody tells it not to.</summary>
public sealed class DocumentationTests
{
    [TestCase("GitProto")]
    [TestCase("GitProto.AspNetCore")]
    [TestCase("GitProto.Core")]
    [TestCase("GitProto.Protocol")]
    [TestCase("GitProto.Storage")]
    public void Every_public_type_and_method_has_a_summary(string assembly)
    {
        var documented = XDocument.Load(Path.Combine(AppContext.BaseDirectory, assembly + ".xml")).Descendants("member")
            .Where(member => member.Elements("summary").Any() || member.Elements("inheritdoc").Any())
            .Select(member => member.Attribute("name")!.Value).Select(name => name.Split('(')[0].Split("``")[0]).ToHashSet(StringComparer.Ordinal);
        var types = Assembly.Load(assembly).GetExportedTypes();
        types.Length.ShouldBeGreaterThan(3);
        types.Select(type => "T:" + Id(type)).Concat(types.SelectMany(Methods)).Where(name => !documented.Contains(name)).ShouldBeEmpty();
    }

    /// <summary>Methods that were written: no accessors, and nothing that the compiler adds to records.</summary>
    private static IEnumerable<string> Methods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && !typeof(Delegate).IsAssignableFrom(type) && method.Name[0] != '<')
        .Where(method => method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null)
        .Select(method => $"M:{Id(type)}.{method.Name}");

    private static string Id(Type type) => type.FullName!.Replace('+', '.');
}
