using System.Collections.Concurrent;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// Says once when the quotas of a source cannot be kept, and once when they can again, however many throttles meet it: one is made anew after each failure.
/// </summary>
/// <param name="notify">Lines for the user; called on any thread, must not wait.</param>
/// <param name="advice">A sentence: what the user can do where this process keeps quotas.</param>
public sealed class QuotaOutages(Action<Notice> notify, string advice = "Make room, or the file beside the ledger writable.")
{
    private readonly ConcurrentDictionary<string, bool> _failing = new(StringComparer.Ordinal);

    internal void Fails(string source, Exception cause)
    {
        if (_failing.TryAdd(source, true))
        {
            var why = cause.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');
            notify(new(
                IsError: true,
                $"What is spent of the keys of {source} cannot be read or written down ({why}): nothing is sent with them until it can. {advice}"));
        }
    }

    internal void Works(string source)
    {
        if (!_failing.IsEmpty && _failing.TryRemove(source, out _))
        {
            notify(new(IsError: false, $"What is spent of the keys of {source} can be read and written down again."));
        }
    }
}
