using System;
using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads <c>[else] event [with|without x] [if|unless fact [and fact]] -> state</c>.</summary>
internal sealed class ArrowReader(StateSpec state, Role role, Registry registry, FactReader facts, Func<string, SourceSpan, StateSpec?> findState)
{
    public ArrowSpec? Read(YamlScalar text)
    {
        var phrase = new Phrase(text);
        var arrow = new ArrowSpec(text.Value, role, state, text.Span) { IsElse = phrase.Take("else") };
        var sound = Event(arrow, phrase);
        sound &= Element(arrow, phrase);
        sound &= Conditions(arrow, phrase);
        if (!phrase.Take("->"))
        {
            registry.Bag.Add("GP1008", "an arrow is 'event [with|without x] [if|unless fact [and fact]] -> state'", phrase.Here);
            return null;
        }
        var (target, span) = phrase.Next();
        if (target.Length == 0 || !phrase.AtEnd)
        {
            registry.Bag.Add("GP1008", "behind '->' stands one state", target.Length == 0 ? text.Span : phrase.Here);
            return null;
        }
        if (findState(target, span) is not { } to)
            return null;
        arrow.To = to;
        return sound ? arrow : null;
    }

    private bool Event(ArrowSpec arrow, Phrase phrase)
    {
        var (word, span) = phrase.Next();
        if (word == "eof")
            arrow.Event = EventKind.Eof;
        else if (registry.Message(word) is { } message)
            (arrow.Event, arrow.Message) = (EventKind.Message, message);
        else if (registry.Packet(word) is { } packet)
            (arrow.Event, arrow.Packet) = (EventKind.Special, packet);
        else
        {
            registry.Unknown(word, span, $"'{word}' is no message and no special packet", registry.MessageNames.Concat(["flush", "eof"]));
            return false;
        }
        return true;
    }

    private bool Element(ArrowSpec arrow, Phrase phrase)
    {
        var with = phrase.Take("with");
        if (!with && !phrase.Take("without"))
            return true;
        var (word, span) = phrase.Next();
        if (arrow.Message is not { } message)
        {
            if (arrow.Event != EventKind.Message || arrow.Packet is not null)
                registry.Bag.Add("GP1008", "only a message can be asked what is in it", span);
            return false;
        }
        if (facts.Inside(message, word, span) is not { } element)
            return false;
        arrow.With = with ? element : null;
        arrow.Without = with ? null : element;
        return true;
    }

    private bool Conditions(ArrowSpec arrow, Phrase phrase)
    {
        arrow.IsUnless = phrase.Peek == "unless";
        if (!phrase.Take("if") && !phrase.Take("unless"))
            return true;
        var conditions = new List<Fact>();
        var sound = true;
        do
        {
            var (word, span) = phrase.Next();
            if (facts.Fact(word, span) is { } fact)
                conditions.Add(fact);
            else
                sound = false;
        }
        while (phrase.Take("and"));
        arrow.Conditions = conditions;
        return sound;
    }
}
