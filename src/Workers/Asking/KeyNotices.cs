using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// What a user is told when a key, or an operation of a key, is out: each once, in the words of the configuration. Keys are named by their
/// place, never by anything of theirs.
/// </summary>
/// <param name="keys">In the order of the configuration.</param>
/// <param name="recoverAfter">Set in a service: what is out is tried again.</param>
internal sealed class KeyNotices(string source, IReadOnlyList<SourceKey> keys, Func<OperationId, string> nameOf, TimeSpan? recoverAfter)
{
    private readonly Dictionary<string, (bool IsOut, HashSet<OperationId> Refused)> _known = [];
    private readonly bool _hasKeys = !keys.Any(key => key.Name.EndsWith(" without key", StringComparison.Ordinal));

    public IReadOnlyList<Notice> Handle(IReadOnlyList<SourceWorkerProtocol.KeyNews> news)
    {
        var notices = new List<Notice>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (news.FirstOrDefault(n => n.Key == keys[i].Name) is not { } key)
            {
                continue;
            }

            var (wasOut, refused) = _known.TryGetValue(key.Key, out var known) ? known : (false, []);
            if (key.Out is { } why && !wasOut && TextOf(i, why, news.All(n => n.Out is not null)) is { } text)
            {
                notices.Add(new(IsError: true, text));
            }

            foreach (var operation in key.RefusedOperations.Where(operation => !refused.Contains(operation)))
            {
                var isForAll = news.All(n => n.Out is not null || n.RefusedOperations.Contains(operation));
                notices.Add(new(IsError: false, $"{source} refused {nameOf(operation)} for {KeyOf(i)}{Said(key.Detail)}: "
                    + $"{(isForAll ? "it is asked no more, everything else goes on" : "the other keys go on with it")}."));
            }

            _known[key.Key] = (key.Out is not null, [.. key.RefusedOperations]);
        }

        return notices;
    }

    /// <summary>Null when it is told elsewhere: a source that cannot be reached says so itself.</summary>
    private string? TextOf(int key, Answer.NotAnswered why, bool areAllOut)
    {
        switch (why.Reason)
        {
            case NotAnsweredReason.Refused:
                var again = recoverAfter is { } after ? $"; it is tried again in {Duration.Text(after)}" : "";
                return $"{source} refused {KeyOf(key)}{Said(Without(why.Detail, "the key: ", "without a key: "))}: it is switched off"
                    + $"{(areAllOut ? $" and {source} is asked no more" : ", the others go on")}{again}. Check sources.{source}.apiKeys.";
            case NotAnsweredReason.Throttled:
                var which = keys.Count > 1 ? $" ({KeyOf(key)})" : "";
                return $"{source}: {Without(why.Detail, $"{source}: ")}{which}. What is open is recorded as not answered; "
                    + $"{(recoverAfter is null ? "the next run asks it again" : "what is asked later is tried again")}.";
            default:
                return null;
        }
    }

    private static string Said(string? detail) => string.IsNullOrEmpty(detail) ? "" : $" ({detail})";

    private static string Without(string text, params IEnumerable<string> beginnings) =>
        text[(beginnings.FirstOrDefault(beginning => text.StartsWith(beginning, StringComparison.Ordinal))?.Length ?? 0)..];

    private string KeyOf(int key) => keys.Count > 1 ? $"key {key + 1} of {keys.Count}" : _hasKeys ? "the key" : "the request";
}
