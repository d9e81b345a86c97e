using System.Security.Cryptography;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Screens;
using IocExplorer.Tagging;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Lists;

/// <summary><c>lists</c>: which lists say what is known of IOCs, and what is wrong with them. <c>lists update</c>: fetches them anew.</summary>
internal sealed class ListsCommand(ConsoleContext consoleContext)
{
    private const string DefaultFolder = "warninglists";
    private const int MostProblems = 50;

    // Its own host, not github.com, which would redirect to it.
    private static readonly Uri s_publicArchive = new("https://codeload.github.com/MISP/misp-warninglists/zip/refs/heads/main");
    private readonly Screen _screen = consoleContext.MakeScreen();

    public Task<int> ShowAsync(string? config)
    {
        if (Settings(config) is not { } settings)
        {
            return Task.FromResult(ExitCodes.NothingRun);
        }

        var loaded = TagLists.Load(
            new() { Paths = settings.Lists, TopLists = settings.TopLists, UseBuiltIn = settings.BuiltIn ?? true }, consoleContext.Interrupts.Stop);
        _screen.Console.Write(ListsScreen.Table(loaded.Tagger.Lists));
        _screen.Say(ListsScreen.Summary(loaded.Tagger.Lists));
        Complain(loaded.Problems);
        return Task.FromResult(loaded.Problems.Count == 0 ? ExitCodes.Complete : ExitCodes.Incomplete);
    }

    /// <param name="from">The archive; null: as the configuration says.</param>
    /// <param name="to">The folder; null: <c>warninglists</c> in the working directory.</param>
    public async Task<int> UpdateAsync(string? config, string? from, string? to)
    {
        if (Settings(config) is not { } settings)
        {
            return ExitCodes.NothingRun;
        }

        var address = settings.UpdateFrom ?? s_publicArchive;
        if (from is not null && (!Uri.TryCreate(from.Trim(), UriKind.Absolute, out address!) || address.Host.Length == 0))
        {
            return _screen.Refuse("The address of the lists is no URL. Write https://..., with --from or as tags.updateFrom.");
        }

        if (ListFetch.Validate(address) is { Length: > 0 } why)
        {
            return _screen.Refuse($"The lists cannot be fetched from that address: {why}. Give another with --from.");
        }

        var folder = new FetchedFolder(consoleContext.Full(to ?? DefaultFolder));
        if (folder.Validate() is { Length: > 0 } occupied)
        {
            return _screen.Refuse($"{folder.Path} {occupied}, and nothing of it is replaced. Name another folder with --to.");
        }

        try
        {
            return await UpdateAsync(address, folder, settings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return _screen.Refuse($"The folder {folder.Path} cannot be written to ({FileErrorText.Of(e)}). What was there before is kept.");
        }
        catch (OperationCanceledException) when (consoleContext.Interrupts.Stop.IsCancellationRequested)
        {
            folder.GiveUp();
            _screen.Complain("Stopped. What was there before is kept.");
            return ExitCodes.Interrupted;
        }
    }

    private async Task<int> UpdateAsync(Uri address, FetchedFolder folder, TagSettings settings)
    {
        folder.Begin();
        var archive = Path.Combine(folder.Next, ".archive");
        string hash;
        await using (var file = new FileStream(archive, FileMode.Create, FileAccess.ReadWrite))
        {
            var why = await new ListFetch(consoleContext.Http, consoleContext.Time).FetchAsync(address, file, consoleContext.Interrupts.Stop);
            if (why.Length == 0)
            {
                why = Unpack(file, folder);
            }

            if (why.Length > 0)
            {
                file.Close();
                folder.GiveUp();
                return _screen.Refuse($"The lists were not fetched: {why}. What was there before is kept; try again, or give another address with --from.");
            }

            file.Position = 0;
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, consoleContext.Interrupts.Stop));
        }

        File.Delete(archive);
        var before = Lists(folder.Path);
        var after = TagLists.Load(new() { Paths = [folder.Next], UseBuiltIn = false }, consoleContext.Interrupts.Stop);
        if (after.Tagger.Lists.Count == 0)
        {
            folder.GiveUp();
            return _screen.Refuse("The lists were not fetched: none of those in the archive can be read. What was there before is kept.");
        }

        var (place, now) = (address.GetLeftPart(UriPartial.Path), consoleContext.Time.GetUtcNow());
        folder.Replace($"{place}\n{now:yyyy-MM-dd'T'HH:mm:ss'Z'}\nsha256 {hash}\n");
        _screen.Say($"{ListsScreen.Count(after.Tagger.Lists)} in {folder.Path}.");
        _screen.Say(ListChanges.Lines(before, after.Tagger.Lists));
        if (!settings.Lists.Contains(folder.Path))
        {
            _screen.Say($"They are used when tags.lists names that folder: \"tags\": {{ \"lists\": [\"{folder.Path}\"] }},"
                + $" or IOCEXPLORER_tags__lists__0={folder.Path}");
        }

        Complain(after.Problems);
        return ExitCodes.Complete;
    }

    private string Unpack(Stream file, FetchedFolder folder)
    {
        try
        {
            file.Position = 0;
            return TagListArchive.Unpack(file, folder.Next, consoleContext.Interrupts.Stop) > 0 ? "" : "the archive holds no lists/NAME/list.json";
        }
        catch (InvalidDataException e)
        {
            return e.InnerException is null && e.Message.StartsWith("it ", StringComparison.Ordinal) ? e.Message : "it is no zip or tar.gz, or it is damaged";
        }
    }

    private static IReadOnlyList<TagList> Lists(string folder) =>
        Directory.Exists(folder) ? TagLists.Load(new() { Paths = [folder], UseBuiltIn = false }).Tagger.Lists : [];

    private TagSettings? Settings(string? config)
    {
        var loaded = consoleContext.LoadSettings(config);
        _screen.Complain(loaded.Problems);
        return loaded.Problems.Count == 0 ? loaded.Settings.Tags : null;
    }

    private void Complain(IReadOnlyList<TagProblem> problems)
    {
        _screen.Complain(problems.Take(MostProblems).Select(p => p.ToString()));
        if (problems.Count > MostProblems)
        {
            _screen.Complain($"and {Number(problems.Count - MostProblems)} more.");
        }
    }
}
