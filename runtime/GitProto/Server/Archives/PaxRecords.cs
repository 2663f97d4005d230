using System.Buffers;
using System.Globalization;
using System.Text;

namespace GitProto.Server;

/// <summary>What does not fit into a header of a tar, as lines of length, key and value.</summary>
internal sealed class PaxRecords
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>True if there is none.</summary>
    public bool IsEmpty => bytes.WrittenCount == 0;

    /// <summary>The lines.</summary>
    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    /// <summary>Adds a line. Its length counts the digits of the length too.</summary>
    public void Add(string key, ReadOnlySpan<byte> value)
    {
        var rest = " =\n".Length + key.Length + value.Length;
        var length = rest + 1;
        while (length < rest + Digits(length))
            length++;
        bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length} {key}=")));
        bytes.Write(value);
        bytes.Write("\n"u8);
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
