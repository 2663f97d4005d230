namespace GitProto.Spec.Examples;

/// <summary>How far a match got, and what stopped it there. A field that fails says more than bytes that are left over.</summary>
internal sealed class Progress
{
    private bool _isField;

    public int Offset { get; private set; }

    public string? Failure { get; private set; }

    public void Note(int offset, string failure, bool isField = false)
    {
        if (Failure is not null && (offset < Offset || (offset == Offset && (_isField || !(isField || failure == Failures.TrailingBytes)))))
            return;
        (Offset, Failure, _isField) = (offset, failure, isField);
    }
}
