using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Seeds;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Arguments;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Exploring;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>submit</c>: sends a file of seeds to the service. The file is read here first, so that errors in it are reported as by <c>explore</c>.</summary>
internal sealed class SubmitCommand(ServiceVerb verb)
{
    // The service takes 16 MB by default; this limit only protects the memory here.
    private const int MostBytes = 512 * 1024 * 1024;

    public async Task<int> RunAsync(SubmitArguments arguments)
    {
        List<string> problems = [];
        CheckOptions(arguments, problems);
        var seeds = Read(arguments.Hunt.Input, problems);
        var content = problems.Count > 0 || seeds is null ? null : SeedFile.Read(new MemoryStream(seeds));
        if (content is null)
        {
            return verb.Refuse(problems);
        }

        SeedInput.ComplainOfLines(verb.Screen, arguments.Hunt.Input, content);
        if (content.Seeds.Count == 0)
        {
            return verb.Refuse([SeedInput.NoSeedIn(arguments.Hunt.Input)]);
        }

        HuntView? hunt = null;
        return await verb.RunAsync(
            "Stopped. Whether the service has taken the hunt is not known: `ioc-explorer hunts` shows it.",
            async client =>
            {
                hunt = await SubmitAsync(client, arguments, seeds!);
                return arguments.Watch || arguments.Output is not null
                    ? await WatchAsync(client, hunt.Id, arguments.Output)
                    : hunt.BadLines > 0 ? ExitCodes.Incomplete : ExitCodes.Complete;
            });
    }

    private async Task<int> WatchAsync(ServiceClient client, long hunt, string? output)
    {
        try
        {
            return await new WatchCommand(verb).WatchAsync(client, hunt, output);
        }
        catch (OperationCanceledException) when (verb.Stop.IsCancellationRequested)
        {
            verb.Screen.Complain(WatchCommand.Left(hunt));
            return ExitCodes.Interrupted;
        }
    }

    private async Task<HuntView> SubmitAsync(ServiceClient client, SubmitArguments arguments, byte[] seeds)
    {
        var call = ServiceCalls.Submit(
            seeds,
            [
                ("name", SeedInput.NameOf(arguments.Hunt.Name, arguments.Hunt.Input)),
                ("depth", arguments.Hunt.Depth?.Trim()),
                ("maxAge", arguments.Hunt.MaxAge?.Trim()),
                ("refresh", arguments.Hunt.Refresh ? "true" : null),
                ("plain", arguments.Hunt.Plain ? "true" : null),
                .. arguments.Hunt.RulesInput.Query(),
            ],
            Guid.NewGuid().ToString("N"));
        var hunt = await client.AskAsync(call, j => j.HuntView, verb.Stop);
        verb.Screen.Say($"{HuntText.Name(hunt)} is submitted to {client.Server}: {SeedInput.Seeds(hunt.Seeds, hunt.Duplicates)}, depth {hunt.Depth}.");
        if (!arguments.Watch && arguments.Output is null)
        {
            verb.Screen.Say($"`ioc-explorer watch {hunt.Id}` shows how it goes; `ioc-explorer results {hunt.Id} -o FOLDER` fetches the trees.");
        }

        return hunt;
    }

    private void CheckOptions(SubmitArguments arguments, List<string> problems)
    {
        var cursor = new SettingCursor([CommandLineSettings.Of(arguments.Hunt, verb.ConsoleContext.WorkingFolder)]);
        cursor.Number(CommandLineSettings.Depth, CommonBounds.Depth);
        cursor.Span(CommandLineSettings.MaxAge, CommonBounds.MaxAge);
        problems.AddRange(cursor.Problems);
        var rulesReader = new HuntRulesReader(CommandLineSettings.NameOfRule);
        rulesReader.Read(arguments.Hunt.RulesInput, new());
        problems.AddRange(rulesReader.Problems);
        SeedInput.CheckName(arguments.Hunt.Name, problems);
    }

    private byte[]? Read(string input, List<string> problems)
    {
        try
        {
            using var file = input == "-" ? verb.ConsoleContext.In : File.OpenRead(verb.ConsoleContext.Full(input));
            using var bytes = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (bytes.Length <= MostBytes && file.Read(buffer) is var read and > 0)
            {
                bytes.Write(buffer, 0, read);
            }

            if (bytes.Length <= MostBytes)
            {
                return bytes.ToArray();
            }

            problems.Add($"The seed file {input} is larger than {MostBytes / (1024 * 1024)} MB: no service takes it. Split it into several hunts.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(SeedInput.CannotBeRead(input, verb.ConsoleContext.WorkingFolder, e));
        }

        return null;
    }
}
