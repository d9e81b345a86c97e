using IocExplorer.Messages;

namespace IocExplorer.Workers.Lanes;

/// <summary>Whether a lane asks a query.</summary>
/// <param name="Kind">What to do with it.</param>
/// <param name="Answer">For <see cref="VerdictKind.Answer"/>: what to record without asking.</param>
internal readonly record struct Verdict(VerdictKind Kind, Answer.NotAnswered? Answer = null);
