using System.Globalization;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>A line of a seed file that is no seed.</summary>
/// <param name="Number">The first line of the file is 1.</param>
/// <param name="Text">What stands there, cut short and made harmless for a terminal.</param>
/// <param name="Reason">A clause after "it": <c>has an unknown type</c>.</param>
/// <param name="Advice">What to do, as a sentence without full stop.</param>
public sealed record BadLine(int Number, string Text, string Reason, string Advice)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Number} ({Text}) {Reason}. {Advice}.");
}
