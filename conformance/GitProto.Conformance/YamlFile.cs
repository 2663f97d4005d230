using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace GitProto.Conformance;

/// <summary>Reads the files of the suite.</summary>
internal static class YamlFile
{
    /// <summary>Reads a file; an empty one says nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is about, in words that go on after "the file of".</param>
    /// <exception cref="ConformanceException">It is not there, or malformed: the message says where.</exception>
    public static T Read<T>(string path, string what) where T : new()
    {
        try
        {
            return new DeserializerBuilder().WithNamingConvention(LowerCaseNamingConvention.Instance).Build().Deserialize<T>(File.ReadAllText(path)) ?? new T();
        }
        catch (IOException e)
        {
            throw new ConformanceException($"The file of {what} cannot be read: {e.Message}", e);
        }
        catch (YamlException e)
        {
            throw new ConformanceException(string.Create(CultureInfo.InvariantCulture, $"{path}({e.Start.Line},{e.Start.Column}): {e.Message}"), e);
        }
    }
}
