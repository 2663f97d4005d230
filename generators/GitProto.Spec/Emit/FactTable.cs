using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The facts about messages that some flow, band or example asks for, numbered.</summary>
internal sealed class FactTable
{
    private readonly List<(string Key, ElementRef Element)> facts = [];

    [ThreadStatic]
    private static FactTable? current;

    private FactTable(SpecModel model)
    {
        var asked = model.Flows.SelectMany(flow => flow.States).SelectMany(state => state.Arrows).SelectMany(arrow => arrow.Conditions)
            .Concat(model.Messages.Where(message => message.BandedIf is not null).Select(message => message.BandedIf!))
            .Concat(model.Messages.SelectMany(message => message.Examples).SelectMany(example => example.Given));
        foreach (var element in asked.Where(fact => fact.Kind == FactKind.Element).Select(fact => fact.Element!))
        {
            if (!facts.Any(fact => fact.Key == Key(element)))
                facts.Add((Key(element), element));
        }
    }

    /// <summary>The table of the spec that is being emitted.</summary>
    public static FactTable Current => current ?? throw new InvalidOperationException("Nothing is being emitted.");

    /// <summary>Sets the table for a run.</summary>
    public static void Use(SpecModel model) => current = new FactTable(model);

    /// <summary>The number of a fact.</summary>
    public int Index(ElementRef element) => facts.FindIndex(fact => fact.Key == Key(element));

    /// <summary>The facts that a message establishes.</summary>
    public IEnumerable<(int Index, ElementRef Element)> Of(MessageSpec message) =>
        facts.Select((fact, index) => (index, fact.Element)).Where(fact => ReferenceEquals(fact.Element.Message, message));

    /// <summary>All of them, by the name the spec gives them.</summary>
    public IEnumerable<(int Index, string Name)> All => facts.Select((fact, index) => (index, fact.Key));

    private static string Key(ElementRef element) => element.Text;
}
