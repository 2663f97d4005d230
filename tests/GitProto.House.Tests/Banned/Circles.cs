namespace GitProto.House.Tests.Banned;

/// <summary>Methods in a circle, for the test that finds such: by a call, a delegate, an await and an interface.</summary>
internal sealed class Circles : Circles.ITurn
{
    private interface ITurn
    {
        Task<int> TurnAsync(int depth);
    }

    public static async Task<int> There(int depth)
    {
        await Task.Yield();
        return depth == 0 ? 0 : await Back(new Circles(), depth - 1);
    }

    Task<int> ITurn.TurnAsync(int depth) => There(depth);

    private static Task<int> Back(ITurn turn, int depth) => Run(() => turn.TurnAsync(depth));

    private static Task<int> Run(Func<Task<int>> work) => work();
}
