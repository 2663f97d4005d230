namespace GitProto.Spec.Keys;

/// <summary>What may stand behind a key; the loader and the JSON Schemas both read it.</summary>
internal enum KeyShape
{
    Name,
    Text,
    Items,
    Parts,
    Lines,
    Fields,
    Places,
    Names,
    States,
    Arrows,
    Rules,
    Examples,
    Words,
    Value,
}
