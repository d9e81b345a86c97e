using IocExplorer.Messages.Service.Hunts;

namespace IocExplorer.Seed.Service;

/// <summary>
/// Follows a hunt to its end. A coordinator that goes away is no reason to stop: the next one, or the same one later, is asked, for as long as
/// it takes. Only a service that cannot be reached at all at the beginning, or that refuses, ends it.
/// </summary>
/// <param name="tell">Takes a line when the connection is lost, and one when it is back.</param>
internal sealed class HuntWatch(ServiceClient client, Action<string> tell)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private bool _hasNews;
    private bool _isLost;

    /// <param name="news">Called with each event, the last one included.</param>
    /// <returns>The last one.</returns>
    /// <exception cref="ServiceException">The hunt cannot be watched.</exception>
    public async Task<ProgressView> FollowAsync(long hunt, Action<ProgressView> news, CancellationToken cancellation)
    {
        for (var failures = 0; ; failures++)
        {
            var began = client.Time.GetTimestamp();
            var why = "the stream ended";
            try
            {
                var end = await client.SendAsync(
                    ServiceCalls.Watch(hunt, silent: _hasNews),
                    (stream, cancel) => ReadAsync(stream, news, cancel),
                    cancellation,
                    ProgressEvents.MostBytes);
                if (end is not null)
                {
                    return end;
                }
            }
            catch (ServiceException e) when (_hasNews && e.MayPass)
            {
                why = e.Why;
            }

            client.MoveOn();
            if (!_isLost)
            {
                _isLost = true;
                tell($"The connection is lost ({why}). The hunt goes on meanwhile; connecting again to {client.Access}.");
            }

            // After a connection that lasted for a while, pauses start short again.
            failures = client.Time.GetElapsedTime(began) > LongestPause ? 0 : failures;
            var pause = FirstPause * Math.Pow(2, Math.Min(failures, 10));
            await Task.Delay((pause < LongestPause ? pause : LongestPause) * (0.75 + (client.Chance / 4)), client.Time, cancellation);
        }
    }

    // What comes after the first event is an outage to be survived, and not a try that failed.
    private async Task<ProgressView?> ReadAsync(IdleTimeoutStream stream, Action<ProgressView> news, CancellationToken cancellation)
    {
        var isFirst = true;
        try
        {
            var end = await ProgressEvents.ReadAsync(stream, view => Take(view, news, ref isFirst), cancellation);
            return isFirst ? throw new IOException("The stream ended before its first event.") : end;
        }
        catch (Exception e) when (!isFirst && e is IOException or TimeoutException)
        {
            return null;
        }
    }

    private void Take(ProgressView view, Action<ProgressView> news, ref bool isFirst)
    {
        isFirst = false;
        if (_isLost)
        {
            _isLost = false;
            tell($"Connected again, to {client.Server}.");
        }

        _hasNews = true;
        news(view);
    }
}
