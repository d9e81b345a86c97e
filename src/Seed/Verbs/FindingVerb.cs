using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Seed.Arguments;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Verbs;

/// <summary>What all commands that ask about hunts have in common: they ask a ledger file or a service, in the same words.</summary>
internal sealed class FindingVerb(ServiceVerb verb, FindingArguments arguments)
{
    public Screen Screen => verb.Screen;

    public CancellationToken Stop => verb.Stop;

    /// <summary>The ledger that is asked; null when a service is.</summary>
    public string? Ledger { get; private set; }

    /// <summary>What the configuration is made of, and names.</summary>
    public IReadOnlyList<NamedFile> Files { get; private set; } = [];

    public string Full(string path) => verb.ConsoleContext.Full(path);

    /// <param name="work">Gives the exit code.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(Func<IFindingReader, Task<int>> work)
    {
        try
        {
            return await AskAsync(work);
        }
        catch (Exception e) when (e is FindingException or LedgerException or DamagedTreeRecordException or NewerTreeRecordException)
        {
            return Refuse(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse($"A temporary file cannot be written to {Path.GetTempPath()} ({FileErrorText.Of(e)})."
                + " Make room there, or set TMPDIR to another folder.");
        }
    }

    /// <summary>The same about one hunt.</summary>
    /// <param name="hunt">Its number as the user wrote it; null for the newest.</param>
    /// <param name="work">Gives the exit code.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public Task<int> RunAsync(string? hunt, Func<IFindingReader, long, Task<int>> work)
    {
        long number = 0;
        return hunt is not null && !HuntNumber.TryRead(hunt, out number)
            ? Task.FromResult(Refuse(HuntNumber.IsNone(hunt)))
            : RunAsync(async reader => await work(reader, number > 0 ? number : await NewestAsync(reader)));
    }

    public int Refuse(params IEnumerable<string> lines) => verb.Refuse(lines);

    private async Task<long> NewestAsync(IFindingReader reader) =>
        (await reader.ListAsync(before: null, 1, Stop)).Hunts is [var newest, ..]
            ? newest.Id
            : throw new FindingException($"There is no hunt yet. `{reader.Command($"{reader.Beginning} -i FILE")}` begins one.");

    private async Task<int> AskAsync(Func<IFindingReader, Task<int>> work)
    {
        if (arguments is { NamesService: true, Database: not null })
        {
            return Refuse("command line: --database names a ledger file, and --server a service: give one of them.");
        }

        var server = verb.ConsoleContext.Environment.GetValueOrDefault(ServiceVariables.Server);
        if (arguments.NamesService || (arguments.Database is null && !string.IsNullOrWhiteSpace(server)))
        {
            return await AskServiceAsync(work);
        }

        var raw = CommandLineSettings.Of(arguments, verb.ConsoleContext.WorkingFolder);
        var loaded = verb.ConsoleContext.LoadSettings(arguments.Config, raw);
        if (loaded.Problems.Count > 0)
        {
            return Refuse(loaded.Problems);
        }

        Files = loaded.Files;
        var path = loaded.Settings.Database.File ?? Full(DatabaseName.Default);
        if (File.Exists(path))
        {
            Ledger = path;
            await using var ledger = await ReadableLedger.OpenAsync(new() { Path = path, Time = verb.ConsoleContext.Time }, Stop);
            var lists = TagListCatalog.ForExports(loaded.Settings.Tags);
            return await work(new LedgerFindingReader(ledger.Hunts, verb.ConsoleContext.Time, arguments.Database, lists) { CopiedAt = ledger.CopiedAt });
        }

        const string WhatToDo = "Name another with --database FILE, or a service with --server URL.";
        if (Directory.Exists(path))
        {
            return Refuse($"The ledger {path} is a folder. {WhatToDo}");
        }

        var without = $"There is no ledger {path}: `ioc-explorer explore` makes one.";
        return arguments is { ServiceWithoutLedger: true, Database: null }
            ? await AskServiceAsync(async reader =>
            {
                try
                {
                    return await work(reader);
                }
                catch (ServiceException e)
                {
                    // Nobody named a service: what is missing is the ledger.
                    throw new FindingException($"{without} The service of this machine was asked instead, in vain ({e.Why}). {WhatToDo}", e);
                }
            })
            : Refuse($"{without} {WhatToDo}");
    }

    private Task<int> AskServiceAsync(Func<IFindingReader, Task<int>> work) => verb.RunAsync("Stopped.", client => work(new ServiceFindingReader(client)));
}
