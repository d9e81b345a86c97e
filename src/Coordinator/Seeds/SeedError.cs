namespace IocExplorer.Coordinator.Seeds;

/// <summary>Why a line, or a field of it, is no seed.</summary>
/// <param name="Reason">A clause after "it".</param>
/// <param name="Advice">What to do, as a sentence without full stop.</param>
internal readonly record struct SeedError(string Reason, string Advice)
{
    public const string CorrectIt = "Correct the line, or put # in front of it";

    private readonly string? _kind;

    /// <summary>The reason without what is this line's own.</summary>
    public string Kind
    {
        get => _kind ?? Reason;
        init => _kind = value;
    }
}
