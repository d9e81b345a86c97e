namespace IocExplorer.Workers.Asking;

/// <summary>The right, and the duty, to ask once for all operations that would send the same.</summary>
internal sealed class SharedTurn(SharedRequest request, string asker)
{
    public SharedRequest Request => request;

    /// <summary>When the reply came, as a timestamp.</summary>
    public long At { get; set; }

    public int Bytes { get; set; }

    public HashSet<string> Readers { get; } = new(StringComparer.Ordinal) { asker };

    /// <summary>Null when there is none to share.</summary>
    public TaskCompletionSource<SharedReply?> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
