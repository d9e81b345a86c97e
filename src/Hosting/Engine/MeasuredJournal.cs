using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql.Journal;

namespace IocExplorer.Hosting.Engine;

/// <summary>
/// The journal of Akka.Persistence.Sql, counted. Made by Akka from its class name; the ActorSystem's set-up holds the <see cref="JournalMetrics"/>.
/// </summary>
internal sealed class MeasuredJournal : SqlWriteJournal
{
    private const string NameSetting = "measured-as";

    private readonly JournalMetrics _metrics;
    private readonly string _name;

    // Called by Akka, by this signature.
    public MeasuredJournal(Config journal)
        : base(journal)
    {
        _name = journal.GetString(NameSetting);
        _metrics = Context.System.Settings.Setup.Get<JournalMetrics>().Value;
    }

    /// <summary>Laid over <see cref="JournalConfig.Postgres"/>: both journals are measured, under their short names.</summary>
    public static Config Settings => Measure(JournalConfig.Hunts).WithFallback(Measure(JournalConfig.Quotas));

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        try
        {
            await base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
            _metrics.Recovered(_name);
        }
        catch
        {
            _metrics.Failed(_name, "recover");
            throw;
        }
    }

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        var writes = messages.ToList();
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            var refusals = await base.WriteMessagesAsync(writes, cancellationToken);
            _metrics.Written(_name, writes.Sum(write => (long)write.Size), TimeProvider.System.GetElapsedTime(began));
            return refusals;
        }
        catch
        {
            _metrics.Failed(_name, "write");
            throw;
        }
    }

    private static Config Measure(string plugin) => ConfigurationFactory.ParseString($$"""
        {{plugin}} {
          class = "{{typeof(MeasuredJournal).FullName}}, {{typeof(MeasuredJournal).Assembly.GetName().Name}}"
          {{NameSetting}} = {{plugin.Split('.')[^1]}}
        }
        """);
}
