using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>
/// Hears the hints of other nodes on a connection of its own. When that breaks, it connects again with growing pauses, and says that hints were missed.
/// </summary>
internal sealed class HintListener(PostgresOptions options, PostgresDatabase database, Action<string, string> heard, Action missed) : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;

    /// <summary>Ends when it listens for the first time.</summary>
    public Task Listening => _listening.Task;

    public void Start() => _loop = Task.Run(ListenAsync, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        var pause = ShortestPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = database.NewConnection();
                connection.Notification += Hear;
                await connection.OpenAsync(_stop.Token);
                await using (var command = new NpgsqlCommand(SqlFiles.Postgres.Read("hints_listen"), connection))
                {
                    await command.ExecuteNonQueryAsync(_stop.Token);
                }

                // What was told before this moment was not heard, also at the first time.
                missed();
                _listening.TrySetResult();
                pause = ShortestPause;
                while (true)
                {
                    await connection.WaitAsync(_stop.Token);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (database.Trouble.Translate(trouble) is not null)
            {
                await PauseAsync(pause * (0.5 + options.Random.NextDouble()));
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private void Hear(object sender, NpgsqlNotificationEventArgs hint) => heard(hint.Channel[(hint.Channel.LastIndexOf('.') + 1)..], hint.Payload);

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, options.Time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The loop sees that it is to end.
        }
    }
}
