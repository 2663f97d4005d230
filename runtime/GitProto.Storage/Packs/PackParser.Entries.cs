namespace GitProto.Storage;

/// <content>Entries: header, data, what goes into the table.</content>
internal sealed partial class PackParser
{
    private readonly InflateWindow window = new();
    private EntryHeaderParser headerParser;
    private EntryHeader header;
    private DeltaHeader delta;
    private uint crc;
    private bool isInPieces;
    private long inflatedSize;

    private void BeginEntry(long offset)
    {
        if (baseOffsets is not null && offset >= segmentEnd)
        {
            step = Step.Done;
            return;
        }
        if (baseOffsets is null && table.Count == Promised)
        {
            step = Step.Trailer;
            return;
        }
        if (table.Count == PackTable.MaxCount)
            throw new LimitExceededException(nameof(PackTable), PackTable.MaxCount, "The number of objects in the pack");
        headerParser.Begin(offset);
        (crc, isInPieces, delta) = (0, false, default);
        step = Step.EntryHeader;
    }

    private int ReadEntryHeader(ReadOnlySpan<byte> input)
    {
        for (var i = 0; i < input.Length; i++)
        {
            if (!headerParser.Add(input[i]))
                continue;
            header = headerParser.Header;
            crc = Crc32.Update(crc, input[..(i + 1)]);
            CheckHeader();
            window.Begin(header.Size);
            step = Step.Data;
            return i + 1;
        }
        crc = Crc32.Update(crc, input);
        return input.Length;
    }

    private void CheckHeader()
    {
        if (header.Type == PackEntryType.OfsDelta && baseOffsets is null && table.Find(header.BaseOffset) < 0)
            throw Corrupt($"it is a delta on offset {header.BaseOffset}, where no entry begins");
        if (header.Type.IsDelta())
            CheckDeltaSize(header.Size, "The size of a delta");
        else if (header.Size > limits.MaxObjectSize)
            throw new LimitExceededException(
                nameof(PackLimits.MaxObjectSize), limits.MaxObjectSize, $"The size of the object at offset {header.Offset}, {header.Size},");
        else
            AddInflated(header.Size);
    }

    private int ReadData(ReadOnlySpan<byte> input)
    {
        var used = 0;
        while (true)
        {
            var status = window.Inflate(input[used..], out var taken, out var problem);
            crc = Crc32.Update(crc, input.Slice(used, taken));
            used += taken;
            switch (status)
            {
                case InflateStatus.NeedInput:
                    return used;
                case InflateStatus.OutputFull:
                    TakePiece();
                    break;
                case InflateStatus.Done:
                    EndEntry(position + used);
                    return used;
                default:
                    throw Corrupt($"{problem} (near offset {position + used})");
            }
        }
    }

    private void TakePiece()
    {
        if (header.Type.IsDelta())
        {
            if (!isInPieces)
                ReadDeltaHeader();
        }
        else
        {
            if (!isInPieces)
                hasher.Begin(header.Type.ToObjectType(), header.Size);
            hasher.Append(window.Available);
        }
        isInPieces = true;
        window.Take();
    }

    private void EndEntry(long end)
    {
        var entry = new PackEntry { Offset = header.Offset, Size = header.Size, Crc = crc, Base = -1, Type = header.Type };
        if (header.Type.IsDelta())
        {
            if (!isInPieces)
                ReadDeltaHeader();
            entry.Size = delta.ResultSize;
            entry.Id = header.BaseId;
            if (header.Type == PackEntryType.OfsDelta)
                NoteBase(ref entry);
        }
        else
        {
            entry.ObjectType = header.Type.ToObjectType();
            if (isInPieces)
            {
                hasher.Append(window.Available);
                entry.Id = hasher.Finish();
            }
        }
        var index = table.Add(entry);
        if (!header.Type.IsDelta() && !isInPieces)
        {
            var body = ObjectBody.Rent(window.Available.Length);
            window.Available.CopyTo(body.Bytes);
            namer.Add(new(index, 0, entry.ObjectType, body));
        }
        BeginEntry(end);
    }

    private void Name(NamedObject one, ObjectId id)
    {
        table[one.Entry].Id = id;
        one.Body.Release();
    }

    private void ReadDeltaHeader()
    {
        var first = window.Available[..Math.Min(window.Available.Length, DeltaHeader.MaxLength)];
        if (DeltaHeader.TryRead(first, out delta) is { } problem)
            throw Corrupt(problem);
        CheckDeltaSize(delta.ResultSize, "The size a delta makes");
        CheckDeltaSize(delta.BaseSize, "The size of the base a delta wants");
        AddInflated(delta.ResultSize);
    }

    private void CheckDeltaSize(long size, string what)
    {
        if (size > limits.MaxDeltaObjectSize)
            throw new LimitExceededException(
                nameof(PackLimits.MaxDeltaObjectSize), limits.MaxDeltaObjectSize, $"{what} (pack entry at offset {header.Offset}), {size},");
    }

    private void AddInflated(long size)
    {
        inflatedSize += size;
        if (inflatedSize > limits.MaxInflatedSize)
            throw new LimitExceededException(nameof(PackLimits.MaxInflatedSize), limits.MaxInflatedSize, "The size of all objects in the pack");
    }

    private CorruptPackException Corrupt(string problem) => new($"The pack entry at offset {header.Offset} is corrupt: {problem}.");
}
