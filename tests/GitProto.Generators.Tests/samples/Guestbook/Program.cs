using System.IO.Pipelines;
using GitProto.Protocol;
using Guestbook;

// Host and guest in one process, over two pipes: what the one writes is read by the other.
var (up, down) = (new Pipe(), new Pipe());
var host = HostAsync(new WireSession(new Duplex(up.Reader, down.Writer), Role.Server, Role.Client, new WireContext()));
await GuestAsync(new WireSession(new Duplex(down.Reader, up.Writer), Role.Client, Role.Server, new WireContext()));
await host;

static async Task HostAsync(WireSession session)
{
    var book = new Book { Welcome = "home", Capabilities = new GuestbookOffer().Moods().Build() };
    var (writer, open) = GuestbookFlow.Server.Begin(session).OpenBook(book);
    await writer.WriteAsync(new BookEntry(2, "Ada"), default);
    await writer.EndAsync(default);
    while ((await open.ReceiveAsync()).IsSignature(out var signature, out var waiting))
    {
        Console.WriteLine($"host: {signature.Name} is {signature.Mood} and says: {string.Join(' ', signature.Remarks)}");
        open = await waiting.SendAsync(new Thanks { Outcome = new ThanksSigned(3) });
    }
}

static async Task GuestAsync(WireSession session)
{
    var (book, open) = await GuestbookFlow.Client.Begin(session).ReceiveAsync();
    await foreach (var entry in book.ReadEntriesAsync())
        Console.WriteLine($"guest: at {book.Head.Welcome}, {entry.Text} has been {entry.Number} times");
    var signature = new Signature
    {
        Name = "Ada",
        Mood = SignatureMood.Merry,
        Remarks = ["What a view!"],
        Capabilities = new GuestbookAsk(session.Context).Moods().Build(),
    };
    Console.WriteLine(signature);
    var (thanks, again) = await (await open.SendAsync(signature)).ReceiveAsync();
    Console.WriteLine($"guest: {thanks.Outcome}");
    await again.SendFlushAsync();
}

internal sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
