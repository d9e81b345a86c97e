namespace IocExplorer.Workers.Throttling;

/// <summary>Permits of one key that are being written down for one worker.</summary>
/// <param name="Number">What the permits are called outside.</param>
/// <param name="Pull">The pull that they answer.</param>
/// <param name="PulledAt">Monotonic timestamp.</param>
/// <param name="Life">How long they are good, from the pull on.</param>
/// <param name="Write">The write that makes them durable.</param>
internal sealed record Reservation(KeyState Key, ThrottledWorker Worker, long Number, int Count, long Pull, long PulledAt, TimeSpan Life, long Write)
{
    /// <summary>So many of them will certainly not be used.</summary>
    public void GiveBack(int count) => Key.GiveBack(Number, count);
}
