using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

internal static class Roles
{
    public static readonly string[] Names = ["client", "server", "hook", "either"];

    public static Role? Of(string word) => word switch
    {
        "client" => Role.Client,
        "server" => Role.Server,
        "hook" => Role.Hook,
        "either" => Role.Either,
        _ => null,
    };

    public static string Name(Role role) => Names[(int)role];

    public static Role? Parse(YamlScalar? text, DiagnosticBag bag)
    {
        if (text is null)
            return null;
        var role = Of(text.Value);
        if (role is null)
            bag.Add("GP1009", $"'{text.Value}' is no role: client, server, hook or either{Nearest.Hint(text.Value, Names)}", text.Span);
        return role;
    }
}
