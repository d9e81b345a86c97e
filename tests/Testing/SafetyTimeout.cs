using System.Globalization;

namespace IocExplorer.Testing;

/// <summary>
/// A net under waits for a signal: generous, so that a slow machine never meets it, and when it fires, it says what was going on.
/// </summary>
public static class SafetyTimeout
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    /// <param name="phase">What the test was doing.</param>
    /// <param name="entity">Whose signal it waits for.</param>
    /// <param name="expected">What should have come.</param>
    /// <param name="actual">What stands instead; asked only when time is up.</param>
    /// <param name="time">The clock of the net itself; the real one by default.</param>
    public static async Task<T> InTimeAsync<T>(
        this Task<T> signal, string phase, string entity, string expected, Func<string>? actual = null, TimeProvider? time = null)
    {
        try
        {
            return await signal.WaitAsync(Length, time ?? TimeProvider.System);
        }
        catch (TimeoutException) when (!signal.IsCompleted)
        {
            throw new TimeoutException(string.Create(
                CultureInfo.InvariantCulture,
                $"{phase}: {entity}: expected {expected} within {Length.TotalSeconds} s; actual: {actual?.Invoke() ?? "nothing"}."));
        }
    }

    /// <inheritdoc cref="InTimeAsync{T}(Task{T}, string, string, string, Func{string}?, TimeProvider?)"/>
    public static Task InTimeAsync(
        this Task signal, string phase, string entity, string expected, Func<string>? actual = null, TimeProvider? time = null) =>
        WithResultAsync(signal).InTimeAsync(phase, entity, expected, actual, time);

    private static async Task<bool> WithResultAsync(Task signal)
    {
        await signal;
        return true;
    }
}
