using System.Reflection;
using System.Runtime.CompilerServices;

namespace GitProto.House.Tests.Api;

/// <summary>Types as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
    };

    public static string Declaration(Type type)
    {
        List<Type> bases = [.. type.GetInterfaces().Where(one => one.IsVisible).OrderBy(Of, StringComparer.Ordinal)];
        if (type.IsClass && type.BaseType != typeof(object) && !typeof(Delegate).IsAssignableFrom(type))
            bases.Insert(0, type.BaseType!);
        return $"{Kind(type)} {type.Namespace}.{Nested(type)}" + (bases.Count == 0 || type.IsEnum ? "" : " : " + string.Join(", ", bases.Select(Of)));
    }

    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        return type.IsGenericParameter ? type.Name : Nested(type);
    }

    /// <summary>The name after those of the types around it.</summary>
    private static string Nested(Type type)
    {
        var arguments = type.GetGenericArguments();
        var parts = new List<string>();
        for (var one = type; one is not null; one = one.DeclaringType)
        {
            var tick = one.Name.IndexOf('`', StringComparison.Ordinal);
            var outer = one.DeclaringType?.GetGenericArguments().Length ?? 0;
            var own = arguments.Take(one.GetGenericArguments().Length).Skip(outer).ToArray();
            parts.Insert(0, tick < 0 ? one.Name : one.Name[..tick] + (own.Length == 0 ? "" : $"<{string.Join(", ", own.Select(Of))}>"));
        }
        return string.Join('.', parts);
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        if (typeof(Delegate).IsAssignableFrom(type))
            return "delegate";
        if (type.IsValueType)
            return (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + "struct";
        var record = type.GetMethod("<Clone>$") is null ? "class" : "record";
        return type is { IsAbstract: true, IsSealed: true } ? "static class" : (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + record;
    }
}
