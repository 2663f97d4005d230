using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace GitProto.House.Tests.Banned;

/// <summary>
/// Which methods of some libraries call which, read from what the compiler made: overloads are told apart, and what a method only passes on as a delegate, or does
/// after an await, counts as its own. A call through an interface or a base class of the libraries leads to all that implement it there.
/// </summary>
internal sealed class CallGraph
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xffff);

    private readonly Dictionary<(Module, int), HashSet<(Module, int)>> calls = [];

    public CallGraph(params Assembly[] libraries)
    {
        var types = libraries.SelectMany(library => library.GetTypes()).ToList();
        foreach (var method in types.SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))))
            calls[Key(method)] = [.. Called(method).Select(Key)];
        foreach (var (called, implementation) in types.Where(type => !type.IsInterface).SelectMany(Implementations))
        {
            if (calls.TryGetValue(Key(called), out var targets))
                targets.Add(Key(implementation));
        }
    }

    /// <summary>Methods that lead back to themselves, and those between two such.</summary>
    public IEnumerable<MethodBase> Circles()
    {
        var left = calls.Keys.ToHashSet();
        for (var before = 0; before != left.Count;)
        {
            before = left.Count;
            var reached = left.SelectMany(key => calls[key]).ToHashSet();
            left.RemoveWhere(key => !reached.Contains(key) || !calls[key].Overlaps(left));
        }
        return left.Select(key => key.Item1.ResolveMethod(key.Item2)!);
    }

    private static IEnumerable<(MethodBase Called, MethodBase Implementation)> Implementations(Type type)
    {
        foreach (var map in type.IsGenericTypeDefinition ? [] : type.GetInterfaces().Select(type.GetInterfaceMap))
        {
            foreach (var (called, implementation) in map.InterfaceMethods.Zip(map.TargetMethods))
                yield return (called, implementation);
        }
        foreach (var method in type.GetMethods(All).Where(method => method.GetBaseDefinition() != method))
            yield return (method.GetBaseDefinition(), method);
    }

    private static (Module, int) Key(MethodBase method) => (method.Module, method.MetadataToken);

    private static IEnumerable<MethodBase> Called(MethodBase method)
    {
        if (method.GetCustomAttribute<StateMachineAttribute>() is { StateMachineType: var machine })
            yield return machine.GetMethod("MoveNext", All)!;
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var operation = Codes[code[at] == 0xfe ? 0xfe00 | code[at + 1] : code[at]];
            at += operation.Size;
            if (operation.OperandType == OperandType.InlineMethod && Resolve(method, BitConverter.ToInt32(code, at)) is { } called)
                yield return called;
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolve(MethodBase caller, int token) => caller.Module.ResolveMethod(
        token, caller.DeclaringType?.GetGenericArguments(), caller.IsGenericMethod ? caller.GetGenericArguments() : null);
}
