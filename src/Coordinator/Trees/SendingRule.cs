using System.Collections.Frozen;

namespace IocExplorer.Coordinator.Trees;

/// <summary>
/// To which operations an IOC may be sent: to internal ones always; to external ones up to the level that they are cleared for, and
/// never when it is reserved or the user's own.
/// </summary>
public sealed class SendingRule
{
    private readonly Dictionary<IocType, IReadOnlyList<OperationId>> _accepting;
    private readonly Dictionary<IocType, IReadOnlyList<OperationId>> _cleared;
    private readonly Dictionary<IocType, IReadOnlyList<OperationId>> _internal;
    private readonly FrozenSet<string> _ownDomains;
    private readonly ReservedRule? _reserved;

    /// <param name="reserved">What is reserved; null when it is sent as well.</param>
    /// <param name="ownDomains">Normal forms.</param>
    /// <param name="level">Of the seed: what is found below it travels as far.</param>
    public SendingRule(OperationCatalogue catalogue, ReservedRule? reserved, IReadOnlyList<string> ownDomains, SharingLevel level)
    {
        Level = level;
        _reserved = reserved;
        _ownDomains = ownDomains.ToFrozenSet(StringComparer.Ordinal);
        _accepting = Of(_ => true);
        _cleared = Of(operation => !operation.IsExternal || operation.ClearedFor >= level);
        _internal = Of(operation => !operation.IsExternal);

        Dictionary<IocType, IReadOnlyList<OperationId>> Of(Func<Operation, bool> mayHear) => Enum.GetValues<IocType>().ToDictionary(
            type => type,
            type => (IReadOnlyList<OperationId>)[.. catalogue.Accepting(type).Where(id => mayHear(catalogue[id]))]);
    }

    /// <summary>How far what is found may travel.</summary>
    public SharingLevel Level { get; }

    /// <summary>The operations that are asked about the IOC, in tree order, and how many must not be.</summary>
    public Sending For(Ioc ioc)
    {
        var all = _accepting[ioc.Type];
        if (Inside(ioc) is { } why)
        {
            var inside = _internal[ioc.Type];
            return new(inside, all.Count - inside.Count, 0, $"{why}: asked only of internal sources");
        }

        var cleared = _cleared[ioc.Type];
        return new(cleared, 0, all.Count - cleared.Count, null);
    }

    private string? Inside(Ioc ioc) =>
        _reserved is not null && _reserved(ioc, out var why) ? why
        : _ownDomains.Count > 0 && IsOwn(ioc) ? "is in a domain of your own"
        : null;

    private bool IsOwn(Ioc ioc)
    {
        var name = IocHost.NameOf(ioc);
        while (name.Length > 0)
        {
            if (_ownDomains.Contains(name))
            {
                return true;
            }

            var dot = name.IndexOf('.', StringComparison.Ordinal);
            name = dot < 0 ? "" : name[(dot + 1)..];
        }

        return false;
    }
}
