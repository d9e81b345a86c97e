namespace IocExplorer.Workers.Asking;

/// <summary>The right, and the duty, to ask once for all operations that would send the same.</summary>
internal sealed class SharedTurn(SharedRequest request, string asker)
{
    public SharedRequest Request => request;

    /// <summary>When the reply came, as a timestamp.</summary>
    public long At { get; set; }

    /// <summary>Of the reply.</summary>
    public int Bytes { get; set; }

    /// <summary>Operations that have had the reply.</summary>
    public HashSet<string> Readers { get; } = new(StringComparer.Ordinal) { asker };

    /// <summary>Null when there is none to share.</summary>
    public TaskCompletionSource<SharedReply?> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
