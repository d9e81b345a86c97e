using IocExplorer.Coordinator.Results;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Verbs;

/// <summary>What all verbs that talk to the service have in common: whom they ask, how they fail, how they are stopped.</summary>
internal sealed class ServiceVerb(ConsoleContext consoleContext, ServiceArguments arguments, bool quiet = false)
{
    public Screen Screen { get; } = consoleContext.MakeScreen(quiet);

    public ConsoleContext ConsoleContext => consoleContext;

    public CancellationToken Stop => consoleContext.Interrupts.Stop;

    /// <param name="whenStopped">The line shown when the user stops it.</param>
    /// <param name="work">Gives the exit code.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(string whenStopped, Func<ServiceClient, Task<int>> work)
    {
        List<string> problems = [];
        if (ServiceAccess.Read(arguments, consoleContext.Environment, consoleContext.WorkingFolder, problems, consoleContext.LocalService) is not { } access)
        {
            return Refuse(problems);
        }

        using var client = new ServiceClient(access, consoleContext.Time, consoleContext.Random, Screen.Complain);
        try
        {
            return await work(client);
        }
        catch (ServiceException e)
        {
            return Refuse(e.Lines);
        }
        catch (ResultFolderException e)
        {
            return Refuse([e.Message]);
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            Screen.Complain(whenStopped);
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>The same for a verb about one hunt.</summary>
    /// <param name="hunt">The number of the hunt as the user wrote it.</param>
    /// <param name="whenStopped">The line shown when the user stops it.</param>
    public Task<int> RunAsync(string hunt, Func<long, string> whenStopped, Func<ServiceClient, long, Task<int>> work) =>
        HuntNumber.TryRead(hunt, out var id)
            ? RunAsync(whenStopped(id), client => work(client, id))
            : Task.FromResult(Refuse([HuntNumber.IsNone(hunt)]));

    public int Refuse(params IEnumerable<string> lines) => Screen.Refuse(lines);
}
