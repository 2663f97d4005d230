namespace GitProto.Spec.Yaml;

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
