namespace IocExplorer.SourceSimulator.Worlds;

/// <summary>
/// What the sources know. The same question always gets the same answer, on every thread, without state.
/// </summary>
public interface IWorld
{
    /// <summary>
    /// The values that stand in a relation to an IOC, in the source's order. Empty: the IOC is known and has none;
    /// null: the source does not know the IOC.
    /// </summary>
    IReadOnlyList<string>? Find(RelationKind relation, string value);

    /// <summary>
    /// What a source of its own dialect saw in relation to an IOC, in its order. Empty: the IOC is known and has none; null: the source does not know it.
    /// </summary>
    IReadOnlyList<Sighting>? Find(SourceRelation relation, string value) => null;

    /// <summary>Whether a source has something to say about an IOC beside relations: a verdict, a name, a file's record.</summary>
    bool IsKnownTo(string source, string value) => false;

    /// <summary>Up to <paramref name="count"/> distinct seeds, the same ones every time.</summary>
    IEnumerable<SeedIoc> Seeds(int count);

    /// <summary>
    /// True when an answer was recorded as the one page that a client got. Passive DNS then packs all values into as
    /// many records as the request's limit allows (a record may hold several), rather than cut the answer.
    /// </summary>
    bool AnswersAreOnePage => false;
}
