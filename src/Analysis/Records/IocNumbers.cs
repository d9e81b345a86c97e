namespace IocExplorer.Analysis.Records;

/// <summary>Reads IOCs that are named by the numbers that <see cref="IocTable.NumberOf"/> gave: 0 is the next one that was not named yet.</summary>
/// <param name="iocs">As <see cref="IocTable.Read"/> gave them.</param>
internal sealed class IocNumbers(Ioc[] iocs)
{
    private int _given;

    public Ioc Read(FieldReader reader) =>
        reader.Index(_given + 1) is var number && number > 0 ? iocs[number - 1] : _given < iocs.Length ? iocs[_given++] : throw FieldReader.Damaged();
}
