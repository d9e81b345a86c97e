using System.Text;

namespace IocExplorer.Persistence.Postgres.Answers;

/// <summary>What the version before had written into the database of quotas.</summary>
internal sealed class PostgresCarriedOverQuotas(PostgresDatabase database) : ICarriedOverQuotas
{
    public ValueTask<IReadOnlyList<string>> ReadAsync(string key, CancellationToken cancellation) => database.RowsAsync(
        batch => batch.Add("Answers/carried_over_quotas").With(key), row => Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(0)), cancellation);
}
