using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

internal sealed partial class LedgerTables
{
    private readonly Statement _answerFact;
    private readonly Statement _answerAnswered;
    private readonly Statement _answerFailure;

    public IReadOnlyList<bool> Record(IReadOnlyList<AnswerToClaim> answers)
    {
        foreach (var (_, answer) in answers)
        {
            if (answer is Answer.Found { HoldsNothing: true })
            {
                throw new ArgumentException("An answer without relations and tags is empty, not found.", nameof(answers));
            }
        }

        var accepted = new bool[answers.Count];
        var now = _clock.Now();
        for (var i = 0; i < accepted.Length; i++)
        {
            var (claim, answer) = answers[i];
            if (!_claims.TryEnd(claim, out var held))
            {
                continue;
            }

            _changes.Closed.Add((claim.Id.Value, held));
            Write(claim.Id.Value, answer, now);
            _changes.Answered.Add(new(claim.Id, answer, DateTimeOffset.FromUnixTimeMilliseconds(now)));
            accepted[i] = true;
        }

        return accepted;
    }

    public void Release(IReadOnlyList<Claim> claims) => _changes.Released.AddRange(claims);

    private void Write(long query, Answer answer, long now)
    {
        switch (answer)
        {
            case Answer.Found found:
                WriteFact(query, _facts.Write(found), found.Cut, now);
                break;
            case Answer.Empty:
                WriteFact(query, "[]"u8, cut: false, now);
                break;
            case Answer.NotAnswered failure:
                _answerFailure.Bind(1, query).Bind(2, now).Bind(3, (int)failure.Reason).Bind(4, failure.RetryAt?.ToUnixTimeMilliseconds())
                    .Bind(5, failure.Detail).Run();
                break;
            default:
                throw new ArgumentException($"No such answer: {answer}.", nameof(answer));
        }
    }

    private void WriteFact(long query, ReadOnlySpan<byte> relations, bool cut, long now)
    {
        _answerAnswered.Bind(1, query).Run();
        _answerFact.Bind(1, query).Bind(2, now).Bind(3, cut ? 1 : 0).Bind(4, relations).Run();
    }
}
