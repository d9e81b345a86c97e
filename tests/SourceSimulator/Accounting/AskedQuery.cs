using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>A query to a source of its own dialect.</summary>
/// <param name="Source">As configuration names it.</param>
/// <param name="Operation">The simulator's name of the endpoint.</param>
/// <param name="Type">Null for what is about no IOC.</param>
/// <param name="Value">What was asked about.</param>
internal readonly record struct AskedQuery(string Source, string Operation, IocType? Type, string Value)
{
    /// <summary>As statistics and troubles name it: <c>Mnemonic/pdns</c>.</summary>
    public string Name => $"{Source}/{Operation}";
}
