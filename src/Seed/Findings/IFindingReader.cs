using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Seed.Findings;

/// <summary>The hunts of a ledger file or of a service, to be asked about. Nothing here sends a request to a source.</summary>
internal interface IFindingReader
{
    /// <summary>The command that begins a hunt.</summary>
    string Beginning { get; }

    /// <summary>A command about these hunts as a user would write it.</summary>
    /// <param name="command">What stands behind the program's name: <c>report 3</c>.</param>
    string Command(string command);

    /// <summary>A page of the hunts, the newest first.</summary>
    /// <param name="before">Hunts older than the one of this number; null for the newest.</param>
    Task<HuntPage> ListAsync(long? before, int most, CancellationToken cancellation);

    /// <summary>Answers a question in UTF-8.</summary>
    /// <param name="output">Empty, and can be emptied: a try that failed half way begins anew.</param>
    /// <returns>Notes on the answer, a sentence each.</returns>
    /// <exception cref="FindingException">There is no such hunt or tree.</exception>
    Task<IReadOnlyList<string>> AnswerAsync(FindingQuestion question, FileStream output, CancellationToken cancellation);
}
