namespace GitProto.Storage;

/// <summary>
/// Writes <c>packed-refs</c> anew: what there was, with some refs replaced and others added where they belong. The first line promises an order and
/// that every tag has its peeled line; it is kept only as far as it is true.
/// </summary>
/// <param name="write">Takes the bytes.</param>
/// <param name="format">The format of the ids.</param>
/// <param name="peel">What an object is at the end of tags; null if that is not known.</param>
internal sealed class PackedRefsWriter(Action<ReadOnlySpan<byte>> write, ObjectFormat format, Func<ObjectId, ObjectId?> peel)
{
    /// <summary>Writes the file.</summary>
    /// <param name="old">What it holds now.</param>
    /// <param name="changes">What changes.</param>
    public void Write(byte[] old, PackedChanges changes)
    {
        var sorted = PackedRefs.Parse(old, format).IsSorted;
        var peeled = changes.Set.Values.Distinct().ToDictionary(id => id, Peel);
        WriteHeader(old, changes, sorted, peeled.Values.All(found => found is not null));
        var added = changes.Set.GetEnumerator();
        var more = added.MoveNext();
        var keep = true;
        foreach (var line in new ByteLines(old))
        {
            if (line.StartsWith("#"u8))
                continue;
            if (!line.StartsWith("^"u8))
            {
                var name = new ByteString(line[(format.HexLength() + 1)..]);
                for (; more && sorted && added.Current.Key.CompareTo(name) < 0; more = added.MoveNext())
                    WriteRef(added.Current.Key, added.Current.Value, peeled);
                keep = !changes.Replaces(name);
            }
            if (keep)
                WriteLine(line);
        }
        for (; more; more = added.MoveNext())
            WriteRef(added.Current.Key, added.Current.Value, peeled);
    }

    // A file without refs has every trait; of one without a header nothing is known.
    private void WriteHeader(byte[] old, PackedChanges changes, bool sorted, bool complete)
    {
        var header = new ByteLines(old);
        var first = header.MoveNext() && header.Current.StartsWith("#"u8) ? header.Current : default;
        if (changes.Set.Count == 0)
        {
            if (!first.IsEmpty)
                WriteLine(first);
            return;
        }
        var known = old.Length == 0 || first.IndexOf(" fully-peeled"u8) >= 0;
        write("# pack-refs with:"u8);
        write(known && complete ? " peeled fully-peeled"u8 : default);
        write(sorted ? " sorted \n"u8 : " \n"u8);
    }

    private void WriteRef(ByteString name, ObjectId target, Dictionary<ObjectId, ObjectId?> peeled)
    {
        WriteLine([.. System.Text.Encoding.ASCII.GetBytes(target.ToString()), (byte)' ', .. name.Span]);
        if (peeled[target] is { } end && end != target)
            WriteLine([(byte)'^', .. System.Text.Encoding.ASCII.GetBytes(end.ToString())]);
    }

    private ObjectId? Peel(ObjectId id)
    {
        try
        {
            return peel(id);
        }
        catch (GitProtoException)
        {
            // A broken tag: the ref is written as it was asked for, and the header promises nothing.
            return null;
        }
    }

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        write(line);
        write("\n"u8);
    }
}
