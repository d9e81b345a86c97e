using IocExplorer.Workers.Rdap;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Trying;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// Makes the sources that definitions describe. The few whose requests the format cannot say are code, and are described by a definition
/// all the same.
/// </summary>
public static class SourceFactory
{
    /// <summary>To be disposed of after the workers, where it can be.</summary>
    /// <inheritdoc cref="HttpSource(HttpSourceOptions, Action{Notice}, TimeProvider, Random, Func{HttpMessageHandler}?)"/>
    public static ISource Create(
        HttpSourceOptions options,
        Action<Notice> notify,
        TimeProvider time,
        Random random,
        Func<HttpMessageHandler>? createHandler = null) =>
        options.Name == RdapSource.SourceName
            ? new RdapSource(options, notify, time, random, createHandler)
            : new HttpSource(options, notify, time, random, createHandler);

    /// <summary>
    /// The operation as it reads answers, for whoever has an answer already and asks nobody. What it makes as a request is what would be asked
    /// if there were no registries to choose from.
    /// </summary>
    /// <param name="answerDepth">Levels of nesting in an answer.</param>
    public static ISourceOperation ForReading(ISourceOperation configured, int answerDepth) =>
        configured.Operation.Source == RdapSource.SourceName
            ? new RdapOperation(configured, _ => BootstrapOperation.FolderOf(configured), answerDepth)
            : configured;

    /// <summary>The operation as it asks, for a single look-up outside of any run.</summary>
    /// <param name="createHandler">Stands in for the network; null for the network.</param>
    public static async Task<ISourceOperation> ForTryingAsync(
        ISourceOperation configured,
        Ioc ioc,
        ResilienceSettings resilience,
        TimeProvider time,
        Func<HttpMessageHandler>? createHandler,
        CancellationToken cancellation)
    {
        if (configured.Operation.Source != RdapSource.SourceName)
        {
            return configured;
        }

        var bootstrap = BootstrapOperation.FolderOf(configured);
        var trial = new SourceTrial(new BootstrapOperation(bootstrap, BootstrapOperation.FileFor(ioc)), ioc, page: null);
        var (reply, _) = await trial.SendAsync(apiKey: null, resilience, time, createHandler, cancellation);
        var registries = reply is { Status: 200, Body: var list } ? RdapRegistries.Read(list) : null;
        return new RdapOperation(configured, ioc => registries?.Find(ioc) ?? bootstrap, resilience.AnswerDepth);
    }
}
