using System.Text;
using NpgsqlTypes;

namespace IocExplorer.Persistence.Postgres;

internal sealed partial class PostgresClaimLedger
{
    /// <summary>Keys that nobody has tried to take or spent of for so long count in nobody's share.</summary>
    private static readonly TimeSpan Wanted = TimeSpan.FromMinutes(5);

    public async ValueTask<KeyLease?> TakeKeyAsync(string key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var source = SourceOf(key);
        if (node.IsDraining || !node.IsTrusted)
        {
            return null;
        }

        var lease = await database.RunAsync(
            commands =>
            {
                commands.Add("key_want").With(key).With(source).With(database.Now);
                commands.Add("key_lock").With(source);
                commands.Add("key_wanted").With(key).With(database.Now);
                commands.Add("key_take").With(key).With(source).With(node.Id.Value).With(database.Now).With((long)Wanted.TotalMilliseconds);
            },
            async (reader, token) =>
            {
                // The first result are the locked keys, the second what was taken.
                await reader.NextResultAsync(token);
                return await reader.ReadAsync(token)
                    ? new KeyLease(
                        key,
                        new(reader.GetInt64(0)),
                        Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(1)),
                        reader.IsDBNull(2) ? null : TimeSpan.FromMilliseconds(reader.GetInt64(2)))
                    : null;
            },
            cancellation);
        meter.Key(source, lease is null ? "refused" : "taken");
        return lease;
    }

    public async ValueTask<bool> SpendAsync(KeyLease lease, string spent, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var source = SourceOf(lease.Key);
        var isHeld = node.IsTrusted && await database.RunAsync(
            commands => commands.Add("key_spend").With(lease.Key).With(source).With(node.Id.Value).With(lease.Epoch.Value)
                .With(NpgsqlDbType.Bytea, QueryKey.Utf8(spent)).With(database.Now).With((long)Wanted.TotalMilliseconds),
            async (reader, token) => await reader.ReadAsync(token) && reader.GetBoolean(0),
            cancellation);
        if (!isHeld)
        {
            meter.Key(source, "lost");
        }

        return isHeld;
    }

    /// <summary>A key's name begins with its source's: <c>SOURCE FINGERPRINT</c>. Without such a source registered here, the first word.</summary>
    private string SourceOf(string key) => _operations.RegisteredSources
        .Where(source => key.StartsWith($"{source} ", StringComparison.Ordinal)).MaxBy(source => source.Length)
        ?? (key.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? key[..end] : key);
}
