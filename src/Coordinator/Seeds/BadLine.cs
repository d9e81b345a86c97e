namespace IocExplorer.Coordinator.Seeds;

/// <summary>A line of a seed file that is no seed, or of which a part was left out.</summary>
/// <param name="Number">The first line of the file is 1.</param>
/// <param name="Text">What stands there, cut short and made harmless for a terminal.</param>
/// <param name="Reason">A clause after "it": <c>has an unknown type</c>.</param>
/// <param name="Advice">What to do, as a sentence without full stop.</param>
public sealed record BadLine(int Number, string Text, string Reason, string Advice)
{
    /// <summary>The reason without what is this line's own: lines of one kind can be counted together.</summary>
    public string Kind { get; init; } = Reason;

    public override string ToString() => $"line {Number} ({Text}) {Reason}. {Advice}.";
}
