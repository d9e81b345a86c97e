using IocExplorer.Hosting.Configuration;
using IocExplorer.Seed.Arguments;
using IocExplorer.Seed.Screens;
using IocExplorer.Workers;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Trying;

namespace IocExplorer.Seed.Sources;

/// <summary><c>sources try</c>: shows one request of a source, the key masked, and what is found in its answer, live or recorded.</summary>
/// <remarks>Nothing goes into a ledger, and no quota is counted: a live try is one request at the user's word.</remarks>
internal sealed class TryCommand(ConsoleContext consoleContext)
{
    // Placeholder host for reading a recorded answer without a configured host: no request is sent.
    private static readonly Uri NoHost = new("http://host.not.configured");

    private readonly Screen _screen = consoleContext.MakeScreen();
    private bool _asJson;

    public async Task<int> RunAsync(TryArguments arguments, CancellationToken cancellation)
    {
        _asJson = arguments.AsJson;
        var loaded = consoleContext.LoadSettings(arguments.Config);
        if (loaded.Problems.Count > 0)
        {
            return _screen.Refuse(loaded.Problems);
        }

        if (!IocTypeNames.TryParse(arguments.Type, out var type))
        {
            return _screen.Refuse($"There is no IOC type \"{arguments.Type}\": write one of {string.Join(", ", IocTypeNames.All)}.");
        }

        if (!IocParser.TryParse(type, arguments.Value, out var ioc, out var reason))
        {
            return _screen.Refuse($"\"{arguments.Value}\" {reason}.");
        }

        var (definition, errors) = Find(arguments.Name, loaded.Definitions);
        if (definition is null)
        {
            return _screen.Refuse(errors);
        }

        var operations = definition.Operations.Where(o => o.Accepts.Contains(type) && (arguments.Operation is null || o.Name == arguments.Operation)).ToList();
        if (operations.Count == 0)
        {
            return _screen.Refuse([arguments.Operation is { } name && definition.Operations.All(o => o.Name != name)
                ? $"{definition.Name} has no operation \"{name}\". {Guess(name, [.. definition.Operations.Select(o => o.Name)])}"
                : $"{definition.Name} cannot be asked {(arguments.Operation is null ? "" : $"{arguments.Operation} ")}about {type.Name()}."]);
        }

        if (arguments.Recorded is null && !definition.IsInternal && WhyNotSent(ioc, loaded.Settings.General) is { } notSent)
        {
            return _screen.Refuse(notSent);
        }

        TrialReply? recorded = null;
        if (arguments.Recorded is { } file && !TryReadRecorded(file, arguments.Status, out recorded, out var error))
        {
            return _screen.Refuse(error);
        }

        var settings = loaded.Settings.Sources.GetValueOrDefault(definition.Name, new());
        var tried = new List<TriedOperation>();
        foreach (var operation in operations)
        {
            tried.Add(await TryAsync(definition, operation, settings, loaded.Settings.Resilience, ioc, recorded, arguments.Page, cancellation));
        }

        if (_asJson)
        {
            // Not through the screen: that shows escapes and cuts what is long.
            await consoleContext.Console.Profile.Out.Writer.WriteLineAsync(TriedJson.Of(definition.Name, ioc, recorded is not null, tried));
        }

        return tried.All(t => t.IsUnfit || t.Outcome is PageOutcome.Page) ? ExitCodes.Complete : ExitCodes.Incomplete;
    }

    /// <summary>What keeps a value from external sources in a run keeps it from them here.</summary>
    private static string? WhyNotSent(Ioc ioc, GeneralSettings general) =>
        general.Offline ? "Nothing is asked outside (general.offline). Give a recorded answer with --recorded."
        : !general.SendReserved && ReservedIocs.IsReserved(ioc, out var why)
            ? $"{ioc.Value} {why} and is not sent to external sources. Give a recorded answer with --recorded, or set general.sendReserved."
        : IocHost.IsWithin(ioc, general.OwnDomains)
            ? $"{ioc.Value} is in a domain of your own (general.ownDomains) and is not sent to external sources. Give a recorded answer with --recorded."
        : null;

    private async Task<TriedOperation> TryAsync(
        SourceDefinition definition,
        OperationDefinition wanted,
        SourceSettings settings,
        ResilienceSettings resilience,
        Ioc ioc,
        TrialReply? recorded,
        string? page,
        CancellationToken cancellation)
    {
        Say($"{definition.Name} {wanted.Name} about {ioc}");
        var tried = new TriedOperation(wanted.Name);

        // A recorded answer needs neither key nor host.
        if (recorded is not null)
        {
            settings = settings with
            {
                ApiKeys = definition.Key is { IsNeeded: true } ? [.. settings.ApiKeys.DefaultIfEmpty(SourceTrial.KeyMark)] : settings.ApiKeys,
                BaseUrl = settings.BaseUrl ?? (wanted.BaseUrl is null ? NoHost : null),
            };
        }

        if (!SourceOperation.TryCreate(definition, wanted, settings, resilience, out var operation, out var off))
        {
            return Missing(tried, $"cannot be asked: {off.Reason}");
        }

        if (operation.NeedsKey && settings.ApiKeys.Count == 0)
        {
            return Missing(tried, $"needs an API key: set sources.{definition.Name}.apiKeys, or give a recorded answer with --recorded");
        }

        if (!operation.CanBeAskedAbout(ioc))
        {
            return Missing(tried, $"is not asked about {IocKinds.Of(ioc).Name()}: the source knows nothing of that kind") with { IsUnfit = true };
        }

        var asked = recorded is null
            ? await SourceTrial.OperationOfAsync(operation, ioc, resilience, consoleContext.Time, consoleContext.Http, cancellation)
            : SourceFactory.ForReading(operation, resilience.AnswerDepth);
        var trial = new SourceTrial(asked, ioc, page);
        if (trial.WhyNoSuchPage is { } why)
        {
            return Missing(tried, why);
        }

        tried = tried with { Request = await trial.ShowRequestAsync(cancellation) };
        Say(tried.Request.Select(l => $"  {l}"));
        var key = recorded is null && operation.NeedsKey ? settings.ApiKeys[0] : null;
        var reply = recorded;
        if (reply is null)
        {
            var patience = new ConfiguredSource
            {
                Definition = definition,
                Operations = [operation],
                Off = [],
                ApiKeys = [],
                Quota = definition.Quota,
                MaxConcurrency = 1,
            }.With(resilience);
            (reply, var error) = await trial.SendAsync(key, patience, consoleContext.Time, consoleContext.Http, cancellation);
            if (reply is null)
            {
                return Missing(tried, $"no answer: {error}");
            }
        }

        Say($"  HTTP {reply.Status}, {reply.Body.Length} bytes{(recorded is null ? "" : ", recorded")}");
        var outcome = trial.Read(reply.Status, reply.Body);

        // What is read in code follows no paths.
        var explanation = reply.Status == 200 && ReferenceEquals(asked, operation)
            ? AnswerExplanation.Of(wanted, reply.Body, ioc, resilience.AnswerDepth, operation.Limit ?? int.MaxValue, key)
            : AnswerExplanation.None;
        Say(OutcomeText.Lines(outcome, explanation).Select(l => $"  {l}"));
        return tried with { Status = reply.Status, Bytes = reply.Body.Length, Outcome = outcome, Explanation = explanation };
    }

    private TriedOperation Missing(TriedOperation tried, string line)
    {
        Say($"  {line}");
        return tried with { Why = line };
    }

    private void Say(string line)
    {
        if (!_asJson)
        {
            _screen.Say(line);
        }
    }

    private void Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Say(line);
        }
    }

    private (SourceDefinition? Definition, IReadOnlyList<string> Errors) Find(string name, IReadOnlyList<SourceDefinition> known)
    {
        if (known.FirstOrDefault(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } source)
        {
            return (source, []);
        }

        var path = consoleContext.Full(name);
        if (!File.Exists(path))
        {
            return (null, [$"There is no source and no file \"{name}\". {Guess(name, [.. known.Select(k => k.Name)])}"]);
        }

        var read = SourceFile.Read(path);
        return (read.Definitions.Count == 1 ? read.Definitions[0] : null, [.. read.Errors.Select(m => m.ToString())]);
    }

    private static string Guess(string name, IReadOnlyList<string> known) =>
        NearestName.Of(name, known) is { } nearest ? $"Did you mean {nearest}?" : $"Known are {string.Join(", ", known)}.";

    private bool TryReadRecorded(string file, int status, out TrialReply? reply, out string error)
    {
        var path = consoleContext.Full(file);
        try
        {
            (reply, error) = (new(status, File.ReadAllBytes(path)), "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (reply, error) = (null, $"{path} cannot be read ({FileErrorText.Of(e, path)}).");
        }

        return reply is not null;
    }
}
