namespace GitProto.Tests;

/// <summary>What holds after every hostile input: the error is of exactly the stated kind, and its text shows no raw control byte.</summary>
internal static class Refusal
{
    public static T Of<T>(Action action)
        where T : Exception => Check(Should.Throw<Exception>(action).ShouldBeOfType<T>());

    public static async Task<T> OfAsync<T>(Func<Task> action)
        where T : Exception => Check((await Should.ThrowAsync<Exception>(action)).ShouldBeOfType<T>());

    private static T Check<T>(T error)
        where T : Exception
    {
        error.Message.ShouldNotContain(character => char.IsControl(character));
        error.Message.Length.ShouldBeLessThan(4096);
        return error;
    }
}
