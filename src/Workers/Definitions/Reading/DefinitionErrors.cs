namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Collects the errors of one file: all of them are reported at once.</summary>
internal sealed class DefinitionErrors(string file)
{
    private readonly List<DefinitionError> _all = [];

    public string File => file;

    public IReadOnlyList<DefinitionError> All => _all;

    public void Add(PositionedJson at, string reason) => Add(at.Line, at.Place, reason);

    public void Add(int line, string place, string reason) => _all.Add(new(file, line, place, reason));
}
