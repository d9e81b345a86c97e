using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Progress;
using IocExplorer.Workers.Asking;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Exploring;

/// <summary>What the seeds alone cost where a quota makes that long: before a run, nobody sees it coming.</summary>
internal static class SeedCosts
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromHours(1);

    /// <summary>One line for each source whose quota takes an hour or more to let through what is asked about the seeds.</summary>
    public static IEnumerable<string> Lines(ExploreRequest request, DateTimeOffset now)
    {
        var queries = Queries(request);

        // RDAP has a quota at each of its registries, and which of them are asked is not known yet.
        foreach (var source in request.Catalogue.Sources.Where(s => s.Name != RdapSource.SourceName))
        {
            var all = queries.GetValueOrDefault(source.Name);
            var keys = Math.Max(1, source.ApiKeys.Count);
            var ofEachKey = (all + keys - 1) / keys;
            if (Left(ofEachKey, source.Quota, source.Quota, now) is { } left && left.AtLeast >= WorthTelling)
            {
                // Where the longest wait is not that for the minute.
                var byCalendar = Left(ofEachKey, source.Quota, source.Quota.With(QuotaWindow.Minute, null), now);
                var end = left == byCalendar && left.AtLeast > request.LongestQuotaWait
                    ? $" A run waits no longer than {Duration.Text(request.LongestQuotaWait)} for that (general.longestQuotaWait): it ends,"
                        + " and the same command goes on later."
                    : "";
                yield return $"{source.Name}: the seeds alone are {Count(all, "query", "queries")}, less what the ledger has:"
                    + $" {Duration.Text(left.AtLeast)} at {left.Why}{(keys > 1 ? $" for each of {keys} keys" : "")}.{end}";
            }
        }
    }

    private static TimeLeft? Left(long queries, QuotaLimits quota, QuotaLimits left, DateTimeOffset now) => TimeLeft.ByQuota(queries, left, new(quota, 1), now);

    /// <summary>By source name: as many as are sent if the ledger has no answer.</summary>
    private static Dictionary<string, long> Queries(ExploreRequest request)
    {
        var operations = request.Catalogue.InTreeOrder;
        var catalogue = new OperationCatalogue([.. operations.Select((o, at) => (new OperationId(at), o.Operation))]);
        ReservedRule? reserved = request.Settings.General.SendReserved ? null : ReservedIocs.IsReserved;
        var rules = Enum.GetValues<SharingLevel>().ToDictionary(
            level => level, level => new SendingRule(catalogue, reserved, request.Rules.OwnDomains, level));
        return request.Seeds
            .SelectMany(seed => rules[request.Sharing.GetValueOrDefault(seed, request.Rules.Sharing)].For(seed).Operations
                .Select(id => operations[id.Value])
                .Where(operation => operation.CanBeAskedAbout(seed)))
            .GroupBy(operation => operation.Operation.Source, StringComparer.Ordinal)
            .ToDictionary(source => source.Key, source => source.LongCount(), StringComparer.Ordinal);
    }
}
