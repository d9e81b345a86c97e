using IocExplorer.Seed.Findings;

namespace IocExplorer.Seed.Verbs;

/// <summary>The hunt that a command is about: of the number that the user wrote, else the newest.</summary>
internal sealed class FoundHunt(FindingVerb verb)
{
    /// <param name="hunt">As the user wrote it; null for the newest.</param>
    /// <param name="work">Gives the exit code.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public Task<int> RunAsync(string? hunt, Func<IFindingReader, long, Task<int>> work)
    {
        long number = 0;
        return hunt is not null && !HuntNumber.TryRead(hunt, out number)
            ? Task.FromResult(verb.Refuse(HuntNumber.IsNone(hunt)))
            : verb.RunAsync(async reader => await work(reader, number > 0 ? number : await NewestAsync(reader)));
    }

    private async Task<long> NewestAsync(IFindingReader reader) =>
        (await reader.ListAsync(before: null, 1, verb.Stop)).Hunts is [var newest, ..]
            ? newest.Id
            : throw new FindingException($"There is no hunt yet. `{reader.Command($"{reader.Beginning} -i FILE")}` begins one.");
}
