using System.Collections.Generic;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>Every check of a resolved spec. Each looks for one thing, and none stops another.</summary>
internal static class Checks
{
    /// <summary>Checks what every file can be asked, and the grammar of those that lost nothing on the way.</summary>
    public static void Run(SpecModel model, SpecModel sound, DiagnosticBag bag)
    {
        Run([new DocumentationCheck(), new NameClashCheck(), new ExampleFormCheck()], model, bag);
        var overlap = new Overlap();
        IReadOnlyList<ICheck> grammar =
        [
            new FieldEndCheck(),
            new ItemCheck(),
            new CapabilityLineCheck(),
            new RepetitionCheck(),
            new DecisionCheck(overlap),
            new CatchAllCheck(),
            new OrderedLinesCheck(overlap),
            new CapabilityWordCheck(overlap),
            new ReachabilityCheck(),
            new DirectionCheck(),
            new GuardCheck(),
            new AmbiguousMessageCheck(overlap),
            new OfferedGateCheck(),
            new VersionCheck(),
            new MessageExampleCheck(),
            new TextExampleCheck(),
            new FlowExampleCheck(),
        ];
        Run(grammar, sound, bag);
    }

    private static void Run(IEnumerable<ICheck> checks, SpecModel model, DiagnosticBag bag)
    {
        foreach (var check in checks)
            check.Run(model, bag);
    }
}
