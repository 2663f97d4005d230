using System.Reflection;

namespace GitProto.House.Tests.Api;

/// <summary>Members as C# declares them.</summary>
internal static class MemberNames
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(MemberInfo member) => member switch
    {
        FieldInfo field => Access(field.IsStatic, field.IsFamily) + Constant(field) + Named(field.FieldType, Nullability.Create(field)) + " " + field.Name,
        PropertyInfo property => Property(property),
        EventInfo e => Access(e.AddMethod!.IsStatic, e.AddMethod.IsFamily) + "event " + TypeNames.Of(e.EventHandlerType!) + " " + e.Name,
        ConstructorInfo constructor => Access(false, constructor.IsFamily) + "new" + Parameters(constructor.GetParameters()),
        MethodInfo method => Method(method),
        _ => throw new ArgumentException($"What is {member.MemberType}?", nameof(member)),
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(one => one.IsPublic || one.IsFamily || one.IsFamilyOrAssembly).ToList();
        var index = property.GetIndexParameters();
        var set = accessors.Find(one => one.ReturnType == typeof(void));
        var isInit = set?.ReturnParameter.GetRequiredCustomModifiers().Any(one => one.Name == "IsExternalInit") == true;
        return Access(accessors[0].IsStatic, accessors[0].IsFamily) + Virtual(accessors[0]) + Named(property.PropertyType, Nullability.Create(property)) + " "
            + (index.Length == 0 ? property.Name : "this" + Parameters(index))
            + " {" + (property.GetMethod is null ? "" : " get;") + (set is null ? "" : isInit ? " init;" : " set;") + " }";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        return Access(method.IsStatic, method.IsFamily) + Virtual(method) + Named(method.ReturnType, Nullability.Create(method.ReturnParameter))
            + " " + method.Name + generic + Parameters(method.GetParameters());
    }

    private static string Parameters(ParameterInfo[] parameters) => "(" + string.Join(", ", parameters.Select(one =>
        Way(one) + Named(one.ParameterType, Nullability.Create(one)) + " " + one.Name + (one.HasDefaultValue ? " = " + (one.DefaultValue ?? "default") : ""))) + ")";

    private static string Way(ParameterInfo one) =>
        one.IsOut ? "out " : one.ParameterType.IsByRef ? one.IsIn ? "in " : "ref " : one.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";

    private static string Named(Type type, NullabilityInfo nullability) =>
        TypeNames.Of(type) + (!type.IsValueType && !type.IsByRef && nullability.ReadState == NullabilityState.Nullable ? "?" : "");

    private static string Access(bool isStatic, bool isProtected) => (isProtected ? "protected " : "") + (isStatic ? "static " : "");

    private static string Virtual(MethodInfo method) => method switch
    {
        { IsAbstract: true, DeclaringType.IsInterface: false } => "abstract ",
        { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } => method.GetBaseDefinition() == method ? "virtual " : "override ",
        _ => "",
    };

    private static string Constant(FieldInfo field) => field.IsLiteral ? "const " : field.IsInitOnly ? "readonly " : "";
}
