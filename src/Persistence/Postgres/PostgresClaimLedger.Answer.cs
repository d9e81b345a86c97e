using IocExplorer.Messages;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

internal sealed partial class PostgresClaimLedger
{
    private static readonly byte[] NoRelations = "[]"u8.ToArray();

    public async ValueTask<IReadOnlyList<bool>> AnswerAsync(IReadOnlyList<AnswerToClaim> answers, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var (_, answer) in answers)
        {
            if (answer is Answer.Found { HoldsNothing: true })
            {
                throw new ArgumentException("An answer without relations and tags is empty, not found.", nameof(answers));
            }
        }

        if (answers.Count == 0)
        {
            return [];
        }

        // The first of several answers under one claim counts. Sorted by query, as every write of several rows.
        var first = new Dictionary<(long Query, long Epoch), int>(answers.Count);
        for (var at = 0; at < answers.Count; at++)
        {
            first.TryAdd((answers[at].Claim.Id.Value, answers[at].Claim.Epoch.Value), at);
        }

        var order = first.Values.OrderBy(at => answers[at].Claim.Id.Value).ToArray();
        var columns = AnswerColumns.From([.. order.Select(at => answers[at].Answer)]);
        var accepted = new bool[answers.Count];
        var states = await database.RunAsync(
            commands => commands.Add("answer").With(node.Id.Value)
                .With([.. order.Select(at => answers[at].Claim.Id.Value)])
                .With([.. order.Select(at => answers[at].Claim.Epoch.Value)])
                .With(Bytes, columns.Relations).With(NpgsqlDbType.Array | NpgsqlDbType.Boolean, columns.Cut)
                .With(NpgsqlDbType.Array | NpgsqlDbType.Smallint, columns.Reasons).With(NpgsqlDbType.Array | NpgsqlDbType.Bigint, columns.RetryAt)
                .With(Bytes, columns.Details).With(database.Now),
            async (reader, token) =>
            {
                Array.Clear(accepted);
                var states = new List<QueryState>(order.Length);
                while (await reader.ReadAsync(token))
                {
                    var at = first[(reader.GetInt64(0), reader.GetInt64(1))];
                    accepted[at] = true;
                    states.Add(new(answers[at].Claim.Id, answers[at].Answer, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2))));
                }

                return states;
            },
            cancellation);
        meter.Answered("accepted", states.Count);
        meter.Answered("stale", answers.Count - states.Count);
        hints.TellAnswered(states);
        return accepted;
    }

    /// <summary>Answers in columns, a row each: relations for a fact, the rest for a failure.</summary>
    private sealed record AnswerColumns(byte[]?[] Relations, bool[] Cut, short[] Reasons, long?[] RetryAt, byte[]?[] Details)
    {
        public static AnswerColumns From(Answer[] answers)
        {
            var columns = new AnswerColumns(
                new byte[]?[answers.Length], new bool[answers.Length], new short[answers.Length], new long?[answers.Length], new byte[]?[answers.Length]);
            using var text = new FactText();
            for (var at = 0; at < answers.Length; at++)
            {
                switch (answers[at])
                {
                    case Answer.Found found:
                        columns.Relations[at] = text.Write(found).ToArray();
                        columns.Cut[at] = found.Cut;
                        break;
                    case Answer.Empty:
                        columns.Relations[at] = NoRelations;
                        break;
                    case Answer.NotAnswered failure:
                        columns.Reasons[at] = (short)failure.Reason;
                        columns.RetryAt[at] = failure.RetryAt?.ToUnixTimeMilliseconds();
                        columns.Details[at] = QueryKey.Utf8(failure.Detail);
                        break;
                    default:
                        throw new ArgumentException($"No such answer: {answers[at]}.", nameof(answers));
                }
            }

            return columns;
        }
    }
}
