namespace IocExplorer.Persistence.Postgres.Answers;

/// <summary>
/// A batch of answers on its way into the tables: each query once, with the last answer that the batch holds of it, in columns sorted by key.
/// </summary>
/// <param name="Facts">Keys, relations and cut of those that are facts.</param>
/// <param name="Failures">Keys, reason, time and detail of the others.</param>
/// <param name="Rows">For each answer of the batch, in the order given: its row in <paramref name="Queries"/>.</param>
internal sealed record RecordedBatch(
    RecordedBatch.QueryColumns Queries, RecordedBatch.FactColumns Facts, RecordedBatch.FailureColumns Failures, int[] Rows)
{
    public static RecordedBatch From(IReadOnlyList<AnswerToRecord> answers)
    {
        var keys = new Guid[answers.Count];
        var lastOf = new Dictionary<Guid, int>(answers.Count);
        for (var at = 0; at < keys.Length; at++)
        {
            keys[at] = QueryKey.Of(answers[at].Query);
            lastOf[keys[at]] = at;
        }

        var sorted = lastOf.OrderBy(pair => pair.Key).ToList();
        var rowOf = new Dictionary<Guid, int>(sorted.Count);
        using var text = new FactText();
        var queries = new QueryColumns(new Guid[sorted.Count], new int[sorted.Count], new short[sorted.Count], new byte[sorted.Count][]);
        var (facts, failures) = (new FactColumns([], [], []), new FailureColumns([], [], [], []));
        foreach (var (key, at) in sorted)
        {
            var ((operation, ioc), answer) = answers[at];
            var row = rowOf.Count;
            rowOf.Add(key, row);
            (queries.Keys[row], queries.Operations[row], queries.Types[row], queries.Values[row]) =
                (key, operation.Value, (short)ioc.Type, QueryKey.Utf8(ioc.Value));
            switch (answer)
            {
                case Answer.Fact fact:
                    facts.Add(key, text.Write(fact).ToArray(), fact is Answer.Found { Cut: true });
                    break;
                case Answer.NotAnswered failure:
                    failures.Add(key, failure);
                    break;
                default:
                    throw new ArgumentException($"No such answer: {answer}.", nameof(answers));
            }
        }

        return new(queries, facts, failures, Array.ConvertAll(keys, key => rowOf[key]));
    }

    internal sealed record QueryColumns(Guid[] Keys, int[] Operations, short[] Types, byte[][] Values);

    internal sealed record FactColumns(List<Guid> Keys, List<byte[]> Relations, List<bool> Cut)
    {
        public void Add(Guid key, byte[] relations, bool cut)
        {
            Keys.Add(key);
            Relations.Add(relations);
            Cut.Add(cut);
        }
    }

    internal sealed record FailureColumns(List<Guid> Keys, List<short> Reasons, List<long?> RetryAt, List<byte[]> Details)
    {
        public void Add(Guid key, Answer.NotAnswered failure)
        {
            Keys.Add(key);
            Reasons.Add((short)failure.Reason);
            RetryAt.Add(failure.RetryAt?.ToUnixTimeMilliseconds());
            Details.Add(QueryKey.Utf8(failure.Detail));
        }
    }
}
