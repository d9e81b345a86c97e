namespace IocExplorer.Coordinator.Queries;

/// <summary>Answers on their way to walks, gathered so that each walk gets one message for a batch.</summary>
internal sealed class Deliveries
{
    private readonly Dictionary<Asker, List<TreeAnswer>> _byAsker = [];

    public void Add(Asker asker, TreeAnswer answer)
    {
        if (!_byAsker.TryGetValue(asker, out var answers))
        {
            _byAsker.Add(asker, answers = []);
        }

        answers.Add(answer);
    }

    public void Send()
    {
        if (_byAsker.Count == 0)
        {
            return;
        }

        foreach (var (asker, answers) in _byAsker)
        {
            asker.Deliver(answers);
        }

        _byAsker.Clear();
    }
}
