using System.Reflection;
using System.Text;

namespace GitProto.House.Tests.Api;

/// <summary>Prints what an assembly offers: one line for each public type and member, in an order that does not depend on the sources.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(TypeNames.Declaration(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>One line for each type, with the names of its members alone.</summary>
    public static string Summarize(IEnumerable<Type> types) => string.Concat(types.OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => $"{TypeNames.Declaration(type)} {{ {string.Join(", ", Names(type).Distinct().Order(StringComparer.Ordinal))} }}\n"));

    private static IEnumerable<string> Names(Type type) => type.IsEnum ? Enum.GetNames(type) : type.GetMembers(Declared).Where(IsVisible).Select(member => member.Name);

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        if (typeof(Delegate).IsAssignableFrom(type))
            return [MemberNames.Of(type.GetMethod("Invoke")!)];
        return type.GetMembers(Declared).Where(IsVisible).Select(MemberNames.Of);
    }

    /// <summary>What others can see. What the compiler adds to records is left out: the word record says it.</summary>
    private static bool IsVisible(MemberInfo member) => member switch
    {
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisibleMethod),
        EventInfo e => IsVisibleMethod(e.AddMethod!),
        ConstructorInfo constructor => IsVisibleMethod(constructor),
        MethodInfo method => IsVisibleMethod(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            && !method.Name.Contains('<', StringComparison.Ordinal) && !IsOfRecord(method),
        _ => false,
    };

    private static bool IsVisibleMethod(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOfRecord(MethodInfo method) =>
        method.DeclaringType!.GetMethod("<Clone>$") is not null && (method.Name == "PrintMembers" || method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null);
}
