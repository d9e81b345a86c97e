namespace IocExplorer.Workers.Asking;

/// <summary>Notifications from a source to its worker. Thread-safe; never blocks.</summary>
public interface ISourceHost
{
    /// <summary>Its <see cref="ISource.Availability"/> is another one.</summary>
    void Changed();

    /// <summary>It cannot be reached, and the run will not wait for it.</summary>
    /// <param name="detail">One line for a person.</param>
    void Lost(string detail);

    /// <summary>Opens a quota that has a throttle of its own, which hands out permits for it and no queries.</summary>
    /// <param name="source">The name of that throttle.</param>
    /// <param name="key">With no slots.</param>
    KeyGate OpenGate(string source, SourceKey key);
}
