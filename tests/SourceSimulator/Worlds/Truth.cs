namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>What a world holds, for tests that compute the tree which a hunt has to find.</summary>
public static class Truth
{
    /// <summary>
    /// All that is related to an IOC, by source and relation: the eleven of the original tool first, then those of the other dialects.
    /// Empty ones are left out.
    /// </summary>
    public static IEnumerable<TruthRow> Of(IWorld world, IocType type, string value)
    {
        foreach (var row in RelationTable.Rows.Where(row => row.Accepts == type))
        {
            if (world.Find(row.Kind, value) is { Count: > 0 } values)
            {
                var source = RelationTable.IsQiAnXin(row.Operation) ? "QiAnXin" : "VirusTotal";
                yield return new(source, RelationTable.NameOf(row.Operation), row.Yields, [.. values.Select(found => new Sighting(found))])
                {
                    HasTimes = false,
                };
            }
        }

        foreach (var relation in SourceRelations.All.Where(relation => relation.Accepts == type))
        {
            if (world.Find(relation, value) is { Count: > 0 } sightings)
            {
                yield return new(relation.Source, relation.Name, relation.Yields, sightings);
            }
        }
    }
}
