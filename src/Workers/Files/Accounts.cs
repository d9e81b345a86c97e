using System.Runtime.InteropServices;

namespace IocExplorer.Workers.Files;

/// <summary>Keeps an account of each file, and turns them into lines for the user: of each kind the first few, then a count.</summary>
internal sealed class Accounts
{
    private const int MostLines = 5;
    private const int MostKinds = 6;
    private readonly Dictionary<(string, string), FileAccount> _accounts = [];
    private readonly Dictionary<string, List<string>> _remarks = new(StringComparer.Ordinal);
    private readonly Dictionary<FileAccount, int> _untold = [];

    public IReadOnlyCollection<FileAccount> All => _accounts.Values;

    /// <summary>What was left out, in the order of files and places.</summary>
    public List<BadRelationLine> BadLines { get; } = [];

    public FileAccount Of(string file, string unit) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_accounts, (file, unit), out _) ??= new(file, unit);

    /// <summary>An item without a line number cannot be used.</summary>
    /// <param name="place">Where: <c>object indicator--...</c>.</param>
    public void LeaveOut(FileAccount account, string place, string reason)
    {
        account.LeftOut++;
        if (account.LeftOut <= MostLines)
        {
            BadLines.Add(new(account.File, 0, reason) { Place = place });
        }
        else
        {
            _untold[account] = _untold.GetValueOrDefault(account) + 1;
        }
    }

    /// <summary>Something that a user should know though nothing is wrong.</summary>
    /// <param name="kind">Remarks of one kind are cut after a few; says in the plural what the rest is about: <c>events</c>.</param>
    public void Remark(string kind, string text) => _remarks.GetOrAdd(kind).Add(text);

    /// <summary>To be called at the end: the lines for the user.</summary>
    public IReadOnlyList<string> End()
    {
        foreach (var (account, count) in _untold)
        {
            BadLines.Add(new(account.File, 0, "their values are wrong as well") { Place = $"{count} more {Plural(account.Unit, count)}" });
        }

        foreach (var account in _accounts.Values)
        {
            Remark(account);
        }

        return
        [
            .. _remarks.SelectMany(r => r.Value.Count <= MostLines
                ? r.Value
                : [.. r.Value.Take(MostLines), $"The same is true of {r.Value.Count - MostLines} more {r.Key}."]),
        ];
    }

    public static string Plural(string unit, int count) => count == 1 ? unit : $"{unit}s";

    private void Remark(FileAccount account)
    {
        var kinds = account.Said.ToList();
        if (kinds.Count == 0)
        {
            return;
        }

        var count = kinds.Sum(k => k.Count);
        var named = string.Join(", ", kinds.Take(MostKinds).Select(k => $"{TagText.Clean(k.Kind)} ({k.Count})"));
        var rest = kinds.Skip(MostKinds).Sum(k => k.Count);
        var others = rest == 0 ? "" : $", other kinds ({rest})";
        Remark(
            $"files with {account.Unit}s that name no IOC",
            $"{account.File}: {count} {Plural(account.Unit, count)} counted and not used, for no IOC follows from {(count == 1 ? "it" : "them")}:"
            + $" {named}{others}.");
    }
}
