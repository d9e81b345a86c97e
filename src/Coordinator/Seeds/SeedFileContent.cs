using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>What a file of seeds holds.</summary>
/// <param name="Seeds">Each IOC once, in its normal form, where it first stands in the file.</param>
/// <param name="BadLines">Lines that are no seed, in the order of the file. The good ones run all the same.</param>
/// <param name="Duplicates">Good lines whose IOC stands in an earlier one already, in this spelling or another.</param>
public sealed record SeedFileContent(IReadOnlyList<Ioc> Seeds, IReadOnlyList<BadLine> BadLines, int Duplicates);
