namespace IocExplorer.Coordinator.Brokering;

/// <summary>Answers on their way to walks, gathered so that each walk gets one message for all that came at once.</summary>
internal sealed class Deliveries
{
    private Dictionary<Asker, List<TreeAnswer>> _byAsker = [];

    public void Add(Asker asker, TreeAnswer answer)
    {
        if (!_byAsker.TryGetValue(asker, out var answers))
        {
            _byAsker.Add(asker, answers = []);
        }

        answers.Add(answer);
    }

    /// <summary>What was gathered; nothing is left.</summary>
    public IReadOnlyDictionary<Asker, List<TreeAnswer>> Take()
    {
        var taken = _byAsker;
        if (taken.Count > 0)
        {
            _byAsker = [];
        }

        return taken;
    }
}
