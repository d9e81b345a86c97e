using IocExplorer.Workers.Rdap;

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
}
