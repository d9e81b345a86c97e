namespace IocExplorer.Coordinator.Seeds;

/// <summary>What a file of seeds holds.</summary>
/// <param name="Seeds">Each IOC once, in its normal form, where it first stands in the file.</param>
/// <param name="BadLines">Lines that are no seed, or a part of them, in the order of the file. The good ones run all the same.</param>
/// <param name="Duplicates">Good lines whose IOCs all stand in an earlier one already, in this spelling or another.</param>
public sealed record SeedFileContent(IReadOnlyList<Ioc> Seeds, IReadOnlyList<BadLine> BadLines, int Duplicates)
{
    /// <summary>All lines of the file. Each is one of four: <see cref="Read"/>, a duplicate, bad, or <see cref="PassedOver"/>.</summary>
    public int Lines { get; init; }

    /// <summary>Lines that gave a seed, and of which nothing was left out.</summary>
    public int Read { get; init; }

    /// <summary>Blank lines, comments, the line that names the columns, rules of tables, and lines that go on with a note of an earlier one.</summary>
    public int PassedOver { get; init; }

    /// <summary>
    /// What lines say of how far their seed may travel; null for a line that leaves it to the hunt. Only for seeds of which a line says something.
    /// </summary>
    public IReadOnlyDictionary<Ioc, IReadOnlySet<SharingLevel?>> SaidOfSharing { get; init; } = new Dictionary<Ioc, IReadOnlySet<SharingLevel?>>();

    /// <summary>The levels of the seeds that have one of their own. The strictest of several lines counts, and a line without a level has the hunt's.</summary>
    public IReadOnlyDictionary<Ioc, SharingLevel> SharingIn(SharingLevel hunt) =>
        SaidOfSharing.ToDictionary(said => said.Key, said => said.Value.Max(level => level ?? hunt));
}
