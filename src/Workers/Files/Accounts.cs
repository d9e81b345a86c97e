using System.Globalization;

namespace IocExplorer.Workers.Files;

/// <summary>Keeps an account of each file, and turns them into lines for the user: of each kind the first few, then a count.</summary>
internal sealed class Accounts
{
    private const int MostLines = 5;
    private const int MostKinds = 6;
    private readonly Dictionary<(string, string), FileAccount> _accounts = [];
    private readonly Dictionary<string, List<string>> _remarks = new(StringComparer.Ordinal);
    private readonly Dictionary<FileAccount, int> _untold = [];
    private readonly List<BadRelationLine> _badLines = [];

    public IReadOnlyCollection<FileAccount> All => _accounts.Values;

    /// <summary>What was left out, in the order of files and places.</summary>
    public List<BadRelationLine> BadLines => _badLines;

    public FileAccount Of(string file, string unit)
    {
        if (!_accounts.TryGetValue((file, unit), out var account))
        {
            _accounts.Add((file, unit), account = new(file, unit));
        }

        return account;
    }

    /// <summary>An item without a line number cannot be used.</summary>
    /// <param name="place">Where: <c>object indicator--...</c>.</param>
    public void LeaveOut(FileAccount account, string place, string reason)
    {
        account.LeftOut++;
        if (account.LeftOut <= MostLines)
        {
            _badLines.Add(new(account.File, 0, reason) { Place = place });
        }
        else
        {
            _untold[account] = _untold.GetValueOrDefault(account) + 1;
        }
    }

    /// <summary>Something that a user should know though nothing is wrong.</summary>
    /// <param name="kind">Remarks of one kind are cut after a few; says in the plural what the rest is about: <c>events</c>.</param>
    public void Remark(string kind, string text)
    {
        if (!_remarks.TryGetValue(kind, out var texts))
        {
            _remarks.Add(kind, texts = []);
        }

        texts.Add(text);
    }

    /// <summary>To be called at the end: the lines for the user.</summary>
    public IReadOnlyList<string> End()
    {
        foreach (var (account, count) in _untold)
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"{count} more {Plural(account.Unit, count)}");
            _badLines.Add(new(account.File, 0, "their values are wrong as well") { Place = more });
        }

        foreach (var account in _accounts.Values)
        {
            Remark(account);
        }

        return [.. _remarks.SelectMany(r => r.Value.Count <= MostLines ? r.Value : [.. r.Value.Take(MostLines), More(r.Key, r.Value.Count - MostLines)])];
    }

    public static string Plural(string unit, int count) => count == 1 ? unit : $"{unit}s";

    private static string More(string kind, int count) => string.Create(CultureInfo.InvariantCulture, $"The same is true of {count} more {kind}.");

    private void Remark(FileAccount account)
    {
        var kinds = account.Said.ToList();
        if (kinds.Count == 0)
        {
            return;
        }

        var count = kinds.Sum(k => k.Count);
        var named = string.Join(", ", kinds.Take(MostKinds).Select(k => string.Create(CultureInfo.InvariantCulture, $"{TagText.Clean(k.Kind)} ({k.Count})")));
        var rest = kinds.Skip(MostKinds).Sum(k => k.Count);
        var others = rest == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", other kinds ({rest})");
        Remark(
            $"files with {account.Unit}s that name no IOC",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{account.File}: {count} {Plural(account.Unit, count)} counted and not used, for no IOC follows from {(count == 1 ? "it" : "them")}:"
                + $" {named}{others}."));
    }
}
