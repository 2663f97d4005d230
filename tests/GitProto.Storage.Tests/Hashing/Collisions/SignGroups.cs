namespace GitProto.Storage.Tests.Hashing.Collisions;

/// <summary>Signs of changes, of which it is learned by and by that two are equal or opposite.</summary>
internal sealed class SignGroups
{
    private readonly Dictionary<object, (object To, bool IsOpposite)> links = [];

    public void Join(object left, object right, bool areOpposite)
    {
        var (a, leftSign) = Find(left);
        var (b, rightSign) = Find(right);
        if (a.Equals(b))
            (leftSign ^ rightSign).ShouldBe(areOpposite);
        else
            links[a] = (b, leftSign ^ rightSign ^ areOpposite);
    }

    public (object Root, bool IsOpposite) Find(object sign)
    {
        var isOpposite = false;
        while (links.TryGetValue(sign, out var link))
            (sign, isOpposite) = (link.To, isOpposite ^ link.IsOpposite);
        return (sign, isOpposite);
    }
}
