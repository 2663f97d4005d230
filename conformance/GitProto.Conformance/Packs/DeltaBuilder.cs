namespace GitProto.Conformance.Packs;

/// <summary>Makes deltas, right and wrong ones, operation by operation.</summary>
internal sealed class DeltaBuilder
{
    private readonly List<byte> bytes = [];

    public DeltaBuilder(long baseSize, long resultSize)
    {
        Size(baseSize);
        Size(resultSize);
    }

    public DeltaBuilder Insert(params byte[] data) => Raw([(byte)data.Length, .. data]);

    public DeltaBuilder Copy(uint offset, uint size)
    {
        var code = 0x80;
        var operands = new List<byte>();
        for (var i = 0; i < 7; i++)
        {
            var value = (byte)(i < 4 ? offset >> (8 * i) : size >> (8 * (i - 4)));
            if (value == 0)
                continue;
            code |= 1 << i;
            operands.Add(value);
        }
        return Raw([(byte)code, .. operands]);
    }

    public DeltaBuilder Raw(params byte[] data)
    {
        bytes.AddRange(data);
        return this;
    }

    public byte[] Build() => [.. bytes];

    private void Size(long size)
    {
        for (; size >= 0x80; size >>= 7)
            bytes.Add((byte)(size | 0x80));
        bytes.Add((byte)size);
    }
}
