using IocExplorer.Seed.Progress;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>watch</c>: a hunt of the service, shown as a run in this process is. Who leaves it stops nothing.</summary>
internal sealed class WatchCommand(ServiceVerb verb)
{
    /// <param name="hunt">Its number as the user wrote it.</param>
    /// <param name="output">A folder for the trees when it has ended; null when they are not wanted.</param>
    public Task<int> RunAsync(string hunt, string? output) => verb.RunAsync(hunt, Left, (client, id) => WatchAsync(client, id, output));

    /// <summary>Shown when the user stops watching.</summary>
    public static string Left(long hunt) => $"The hunt goes on; `ioc-explorer watch {hunt}` takes it up again.";

    public async Task<int> WatchAsync(ServiceClient client, long hunt, string? output)
    {
        var begun = new TaskCompletionSource<HuntReader>(TaskCreationOptions.RunContinuationsAsynchronously);
        var news = new HuntChangeLines(verb.Screen);
        HuntReader? reader = null;
        var end = new HuntWatch(client, verb.Screen.Complain).FollowAsync(
            hunt,
            view =>
            {
                reader ??= new(view, verb.ConsoleContext.Time);
                reader.Take(view);
                news.Tell(view);
                begun.TrySetResult(reader);
            },
            verb.Stop);
        if (await Task.WhenAny(begun.Task, end) == begun.Task)
        {
            await new ProgressDisplay(verb.Screen, verb.ConsoleContext.Time, (await begun.Task).Read, "Ctrl-C leaves; the hunt goes on.").ShowUntilAsync(end);
        }

        await end;
        return await new HuntEnd(verb, client).ShowAsync(hunt, output);
    }
}
