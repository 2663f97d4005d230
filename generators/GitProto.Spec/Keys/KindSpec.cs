using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Keys;

internal sealed record KindSpec(SpecKind Kind, string Name, string Doc, IReadOnlyList<KeySpec> Keys)
{
    public KeySpec? Key(string name) => Keys.FirstOrDefault(key => key.Name == name);
}
