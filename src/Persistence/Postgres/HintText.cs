using System.Globalization;
using System.Text;

namespace IocExplorer.Persistence.Postgres;

/// <summary>
/// Hints as they travel between nodes: <c>SENDER TAB ITEM TAB ITEM...</c>. Items are source names, or the numbers of answered queries, each after the first
/// as its distance from the one before. A payload has less than 8,000 bytes.
/// </summary>
internal static class HintText
{
    public const string Work = "work";
    public const string Answered = "answered";

    private const int MostBytes = 7_900;
    private const char Separator = '\t';

    public static IEnumerable<string> WriteSources(string sender, IEnumerable<string> sources) => Write(sender, sources, null);

    /// <param name="sender">Who tells; the sender passes over what it hears from itself.</param>
    /// <param name="queries">In rising order.</param>
    public static IEnumerable<string> WriteQueries(string sender, IReadOnlyList<long> queries) =>
        Write(
            sender,
            queries.Select((query, at) => (at == 0 ? query : query - queries[at - 1]).ToString(CultureInfo.InvariantCulture)),
            at => queries[at].ToString(CultureInfo.InvariantCulture));

    /// <summary>Null when the payload is the sender's own.</summary>
    public static IReadOnlyList<string>? Read(string payload, string self)
    {
        var items = payload.Split(Separator);
        return items[0] == self ? null : items[1..];
    }

    /// <summary>Passes over what is no list of numbers.</summary>
    public static IReadOnlyList<QueryState> ToStates(IReadOnlyList<string> items)
    {
        var states = new List<QueryState>(items.Count);
        var query = 0L;
        foreach (var item in items)
        {
            if (!long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var distance))
            {
                break;
            }

            query += distance;
            states.Add(new(new(query), null, null));
        }

        return states;
    }

    /// <param name="whole">How an item is written that begins a payload; null: as always.</param>
    private static IEnumerable<string> Write(string sender, IEnumerable<string> items, Func<int, string>? whole)
    {
        var payload = new StringBuilder(sender);
        var bytes = sender.Length;
        var at = 0;
        foreach (var item in items)
        {
            var size = Encoding.UTF8.GetByteCount(item) + 1;
            var isFirst = payload.Length == sender.Length;
            if (!isFirst && bytes + size > MostBytes)
            {
                yield return payload.ToString();
                payload.Clear().Append(sender);
                bytes = sender.Length;
                isFirst = true;
            }

            var text = isFirst && whole is not null ? whole(at) : item;
            payload.Append(Separator).Append(text);
            bytes += Encoding.UTF8.GetByteCount(text) + 1;
            at++;
        }

        if (at > 0)
        {
            yield return payload.ToString();
        }
    }
}
