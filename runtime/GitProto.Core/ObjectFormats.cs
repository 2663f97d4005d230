namespace GitProto;

/// <summary>The sizes and names of an <see cref="ObjectFormat"/>.</summary>
public static class ObjectFormats
{
    /// <summary>Width of an id in bytes: 20 or 32.</summary>
    public static int ByteLength(this ObjectFormat format) => format == ObjectFormat.Sha256 ? 32 : 20;

    /// <summary>Width of an id in hex digits: 40 or 64.</summary>
    public static int HexLength(this ObjectFormat format) => format.ByteLength() * 2;

    /// <summary>The name Git gives the format in <c>extensions.objectFormat</c> and on the wire.</summary>
    public static string Name(this ObjectFormat format) => format == ObjectFormat.Sha256 ? "sha256" : "sha1";

    /// <summary>Finds the format with a given name; false if this library knows no such hash.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out ObjectFormat format)
    {
        format = name.SequenceEqual("sha256"u8) ? ObjectFormat.Sha256 : ObjectFormat.Sha1;
        return format == ObjectFormat.Sha256 || name.SequenceEqual("sha1"u8);
    }
}
