using System;
using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Text;

namespace GitProto.Spec.Explain;

/// <summary>Explains the elements of a spec to a person: grammar, documentation, rules, the C# made of them, and examples packet by packet.</summary>
public sealed class SpecExplainer
{
    private readonly SpecModel _model;
    private readonly bool _isSound;
    private readonly IReadOnlyList<Element> _elements;

    /// <summary>Makes one for a loaded spec.</summary>
    /// <param name="spec">The spec. While it has problems, examples are shown as they are written.</param>
    public SpecExplainer(SpecResult spec)
    {
        if (spec is null)
            throw new ArgumentNullException(nameof(spec));
        (_model, _isSound, _elements) = (spec.Model, spec.Diagnostics.Count == 0, ElementIndex.Of(spec.Model));
    }

    /// <summary>Explains everything that an address names.</summary>
    /// <param name="address">The id of a definition, or <c>id.name</c> for what is inside it; also the bare name of a refusal, packet, band or limit.</param>
    /// <returns>Plain text of about a hundred columns; nothing if there is no such element.</returns>
    public string? Explain(string address)
    {
        var found = ElementIndex.Find(_elements, address);
        return found.Count == 0 ? null : string.Join("\n", found.Select(Page));
    }

    /// <summary>A hint for an address that names nothing.</summary>
    /// <param name="address">The address.</param>
    /// <returns><c>; did you mean 'x'?</c>, or nothing if no address is near.</returns>
    public string Hint(string address) => Nearest.Hint(address, _elements.Select(one => one.Address));

    private string Page(Element element)
    {
        var page = new Page();
        page.Title($"{element.Address}: {element.Title}");
        ElementSection.Write(page, element);
        GrammarSection.Write(page, element);
        RuleSection.Write(page, element);
        CSharpSection.Write(page, element, _model);
        ExampleSection.Write(page, element, _model, _isSound);
        return page.ToString();
    }
}
