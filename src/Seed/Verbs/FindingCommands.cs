using IocExplorer.Seed.Findings;

namespace IocExplorer.Seed.Verbs;

/// <summary>
/// <c>report</c>, <c>why</c>, <c>explain</c> and <c>diff</c>: what a hunt found. Options are as the user wrote them; a hunt that is not named is the newest.
/// </summary>
internal sealed class FindingCommands(FindingVerb verb)
{
    /// <summary>A report has so many pivots at most.</summary>
    private const int MostPivots = 1000;

    private const int MostPaths = 100;
    private const int Usual = 10;

    /// <param name="top">Pivots and groups that are listed; null: few for people, all for programs.</param>
    public Task<int> ReportAsync(string? hunt, AnswerFormat format, int? top) =>
        IsRefused(top, MostPivots)
        ?? AboutHuntAsync(hunt, format, id => new FindingQuestion.Report(id, format, format == AnswerFormat.Text ? top ?? Usual : top));

    public Task<int> WhyAsync(string ioc, string? hunt, AnswerFormat format, int? top) =>
        IsRefused(top, MostPaths)
        ?? IsRefused(ioc, out var read)
        ?? AboutHuntAsync(hunt, format, id => new FindingQuestion.Why(id, read, format, top ?? Usual));

    public Task<int> ExplainAsync(string seed, string ioc, string? hunt, AnswerFormat format)
    {
        Ioc read = default;
        return IsRefused(seed, out var root)
            ?? IsRefused(ioc, out read)
            ?? AboutHuntAsync(hunt, format, id => new FindingQuestion.Explain(id, root, read, format));
    }

    public Task<int> DiffAsync(string before, string after, AnswerFormat format) =>
        HuntNumber.TryRead(before, out var earlier)
            ? AboutHuntAsync(after, format, id => new FindingQuestion.Difference(earlier, id, format))
            : Task.FromResult(verb.Refuse(HuntNumber.IsNone(before)));

    private Task<int>? IsRefused(int? top, int most) =>
        top is null || (top >= 1 && top <= most)
            ? null
            : Task.FromResult(verb.Refuse($"command line: --top must be a number from 1 to {most}."));

    // A seed that is a URL is its host; here the URL itself may be meant, which trees show.
    private Task<int>? IsRefused(string text, out Ioc ioc) =>
        (text.Contains("://", StringComparison.Ordinal)
            ? IocParser.TryParse(IocType.Url, text, out ioc, out var reason)
            : IocParser.TryParse(text, out ioc, out reason))
            ? null
            : Task.FromResult(verb.Refuse($"command line: `{text}` {reason}."));

    private Task<int> AboutHuntAsync(string? hunt, AnswerFormat format, Func<long, FindingQuestion> question) => verb.RunAsync(hunt, async (reader, id) =>
    {
        verb.Screen.Complain(await AnswerFile.ShowAsync(reader, question(id), text => Show(text, format), verb.Stop));
        return ExitCodes.Complete;
    });

    private void Show(TextReader text, AnswerFormat format)
    {
        if (format != AnswerFormat.Text)
        {
            verb.Screen.Copy(text, endsLine: format == AnswerFormat.Json);
            return;
        }

        while (text.ReadLine() is { } line)
        {
            verb.Stop.ThrowIfCancellationRequested();
            verb.Screen.Say(line);
        }
    }
}
