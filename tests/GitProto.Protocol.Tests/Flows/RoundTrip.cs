using System.IO.Pipelines;
using System.Reflection;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>Writes a typed message and reads it again.</summary>
internal static class RoundTrip
{
    public static async Task<object> AgainAsync(IWireMessage message, WireContext session, CancellationToken cancellationToken)
    {
        var context = new WireContext { Format = session.FormatOrDefault, Place = session.Place, ChecksGates = false };
        using var bytes = new MemoryStream();
        var output = PipeWriter.Create(bytes);
        message.Write(new PacketWriter(output, context, Role.Client));
        await output.FlushAsync(cancellationToken);
        bytes.Position = 0;
        var reader = new PacketReader(PipeReader.Create(bytes), context, Role.Client);
        var again = await ReadAsync(Declaring(message.GetType()), reader, cancellationToken);
        (await reader.PeekAsync(cancellationToken)).IsEnd.ShouldBeTrue("nothing is left");
        return again;
    }

    /// <summary>A case of a union is read by the union.</summary>
    private static Type Declaring(Type type) => type.BaseType is { IsAbstract: true } union && typeof(IWireMessage).IsAssignableFrom(union) ? union : type;

    private static async Task<object> ReadAsync(Type type, PacketReader reader, CancellationToken cancellationToken)
    {
        var read = type.GetMethod("ReadAsync", BindingFlags.Public | BindingFlags.Static, [typeof(PacketReader), typeof(CancellationToken)]).ShouldNotBeNull();
        var pending = read.Invoke(null, [reader, cancellationToken])!;
        var task = (Task)pending.GetType().GetMethod("AsTask")!.Invoke(pending, null)!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }
}
