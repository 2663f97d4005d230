using System.Text;
using GitProto.Server;

namespace GitProto.Cli.Commands;

/// <summary>A pattern for the ends of ref names: it begins behind a slash.</summary>
internal sealed class RefPattern(string text)
{
    private readonly PathGlob glob = PathGlob.Compile(Encoding.UTF8.GetBytes("*/" + text), stopsAtSlash: false);

    /// <summary>Holds a name against it.</summary>
    public bool Matches(ReadOnlySpan<byte> name) => glob.IsMatch([(byte)'/', .. name]);
}
