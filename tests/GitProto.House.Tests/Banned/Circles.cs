namespace GitProto.House.Tests.Banned;

/// <summary>Methods in a circle, for the test that finds such: by a call, a delegate and an await.</summary>
internal static class Circles
{
    public static async Task<int> There(int depth)
    {
        await Task.Yield();
        return depth == 0 ? 0 : await Back(depth - 1);
    }

    private static Task<int> Back(int depth) => Run(() => There(depth));

    private static Task<int> Run(Func<Task<int>> work) => work();
}
