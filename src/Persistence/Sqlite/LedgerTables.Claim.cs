using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

internal sealed partial class LedgerTables
{
    private readonly Dictionary<int, Statement> _nextOf = [];

    public IReadOnlyDictionary<string, int> CountBacklog() => _backlog.Count();

    /// <summary>Only between transactions.</summary>
    public IReadOnlyList<Claim> TakeClaims(ClaimRequest request)
    {
        var turns = _backlog.Share(request);
        var rows = new Dictionary<HuntBacklog, Queue<OpenRow>>();
        try
        {
            foreach (var hunt in turns.Where(hunt => !rows.ContainsKey(hunt)))
            {
                rows.Add(hunt, Earliest(hunt, request.Except));
            }
        }
        finally
        {
            foreach (var hunt in turns)
            {
                hunt.Granted = 0;
            }
        }

        // All is read; from here on nothing can fail half-way.
        var claims = new List<Claim>(turns.Count);
        foreach (var hunt in turns)
        {
            if (rows[hunt].TryDequeue(out var row))
            {
                row.Line.Waiting--;
                row.Line.Claimed++;
                row.Line.Passed = row.Turn;
                claims.Add(new(new(row.Id), new(row.Line.Operation), row.Ioc, _claims.Take(row.Id, row.Line, row.Turn)) { Hunt = new(row.Line.Hunt) });
            }
        }

        return claims;
    }

    /// <summary>So many of the hunt's waiting queries as it was granted, first asked first, over all of its lines.</summary>
    private Queue<OpenRow> Earliest(HuntBacklog hunt, IReadOnlyList<OperationId> except)
    {
        var earliest = new Queue<OpenRow>(hunt.Granted);
        var heads = new PriorityQueue<OpenRow, long>();
        var lines = _backlog.LinesFor(hunt, except).ToList();
        try
        {
            foreach (var line in lines)
            {
                NextOf(line.Operation).Bind(1, line.Operation).Bind(2, line.Hunt).Bind(3, line.Passed);
                Advance(line, heads);
            }

            while (earliest.Count < hunt.Granted && heads.TryDequeue(out var row, out _))
            {
                earliest.Enqueue(row);
                if (earliest.Count < hunt.Granted)
                {
                    Advance(row.Line, heads);
                }
            }
        }
        finally
        {
            lines.ForEach(line => NextOf(line.Operation).Stop());
        }

        return earliest;
    }

    /// <summary>Goes on to the next waiting query of the line, over those that are claimed.</summary>
    private void Advance(Line line, PriorityQueue<OpenRow, long> heads)
    {
        var statement = NextOf(line.Operation);
        while (statement.Next())
        {
            var id = statement.Number(0);
            if (!_claims.Has(id))
            {
                var turn = statement.Number(1);
                heads.Enqueue(new(line, id, turn, new((IocType)statement.Number(2), statement.Text(3))), turn);
                return;
            }
        }
    }

    /// <summary>One prepared statement for each operation, because a hunt's lines are read side by side.</summary>
    private Statement NextOf(int operation)
    {
        if (!_nextOf.TryGetValue(operation, out var statement))
        {
            _nextOf.Add(operation, statement = _database.Prepare("claim_next"));
        }

        return statement;
    }

    private readonly record struct OpenRow(Line Line, long Id, long Turn, Ioc Ioc);
}
