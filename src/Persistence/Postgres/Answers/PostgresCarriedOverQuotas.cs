using System.Text;

namespace IocExplorer.Persistence.Postgres.Answers;

/// <summary>What the version before had written into the database of quotas.</summary>
internal sealed class PostgresCarriedOverQuotas(PostgresDatabase database) : ICarriedOverQuotas
{
    public async ValueTask<IReadOnlyList<string>> ReadAsync(string key, CancellationToken cancellation) => await database.RunAsync(
        batch => batch.Add("Answers/carried_over_quotas").With(key),
        async (reader, token) =>
        {
            var texts = new List<string>();
            while (await reader.ReadAsync(token))
            {
                texts.Add(Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(0)));
            }

            return texts;
        },
        cancellation);
}
