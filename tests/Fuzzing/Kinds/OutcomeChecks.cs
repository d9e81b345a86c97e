using IocExplorer.Fuzzing.Engine;
using IocExplorer.Messages;
using IocExplorer.Workers;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>What holds of everything that a response may mean.</summary>
internal static class OutcomeChecks
{
    /// <returns>Whether it was an answer that holds something.</returns>
    public static bool Sound(PageOutcome outcome, ISourceOperation operation, Ioc asked, int remaining)
    {
        if (outcome is not PageOutcome.Page page)
        {
            // It is cut and cleaned once more before it is shown, and the key may never be in it.
            BrokenPromiseException.Unless(!outcome.ToString().Contains(AskedOperations.Key, StringComparison.OrdinalIgnoreCase), $"a message repeats the key");
            return false;
        }

        IocChecks.Sound(page.Relations);
        IocChecks.Sound(page.Tags);
        BrokenPromiseException.Unless(page is { Items: >= 0, Dropped: >= 0, Total: null or >= 0 }, $"a number below nothing");
        BrokenPromiseException.Unless(operation.Limit is null || page.Items <= remaining, $"{page.Items} items, {remaining} were wanted");
        BrokenPromiseException.Unless(page.Relations.All(r => operation.Labels.Contains(r.Label)), $"a relation whose label is none of the operation's");
        if (page.Next is { } next)
        {
            BrokenPromiseException.Unless((next.Link is null) != (next.Cursor is null), $"a next page without pointer or with two");
            if (operation.RefuseNext(next) is null)
            {
                using var request = operation.CreateRequest(asked, operation.NeedsKey ? AskedOperations.Key : null, next, remaining);
                BrokenPromiseException.Unless(request.RequestUri is { Scheme: "http", Authority: "127.0.0.1:8080" },
                    $"the next page would be asked of {request.RequestUri}");
            }
        }

        return page.Relations.Count + page.Tags.Count > 0;
    }
}
