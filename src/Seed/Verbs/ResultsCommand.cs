namespace IocExplorer.Seed.Verbs;

/// <summary><c>results</c>: brings the trees of a hunt into a folder, and says what came of it.</summary>
internal sealed class ResultsCommand(ServiceVerb verb)
{
    /// <param name="hunt">Its number as the user wrote it.</param>
    /// <param name="output">The folder, as the user wrote it.</param>
    public Task<int> RunAsync(string hunt, string output) => verb.RunAsync(
        hunt,
        id => $"Stopped. Files that are there are whole; `ioc-explorer results {id}` fetches them all.",
        (client, id) => new HuntEnd(verb, client).ShowAsync(id, output));
}
