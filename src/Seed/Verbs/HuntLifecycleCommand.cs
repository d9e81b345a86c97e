using System.Net;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Verbs;

/// <summary><c>cancel</c>, <c>pause</c>, <c>resume</c>, <c>retry</c> and <c>delete</c>.</summary>
internal sealed class HuntLifecycleCommand(ServiceVerb verb)
{
    private const string WhenStopped = "Stopped. Whether the service has done it is not known: `ioc-explorer hunts` shows it.";

    /// <param name="hunt">Its number as the user wrote it.</param>
    public Task<int> CancelAsync(string hunt) =>
        OrderAsync(
            hunt,
            "cancel",
            "cancelled",
            HuntState.Cancelled,
            h => $"is cancelled: {HuntText.Trees(h)}, which stay. {Command("retry", h)} takes it up again.");

    /// <inheritdoc cref="CancelAsync"/>
    public Task<int> PauseAsync(string hunt) =>
        OrderAsync(hunt, "pause", "paused", HuntState.Paused, h => $"is paused: {HuntText.Trees(h)}. {Command("resume", h)} takes it up again.");

    /// <inheritdoc cref="CancelAsync"/>
    public Task<int> ResumeAsync(string hunt) =>
        OrderAsync(hunt, "resume", "resumed", HuntState.Running, h => $"goes on: {HuntText.Trees(h)}. {Command("watch", h)} shows how.");

    /// <inheritdoc cref="CancelAsync"/>
    public Task<int> RetryAsync(string hunt) =>
        OrderAsync(
            hunt,
            "retry",
            "taken up again",
            HuntState.Running,
            h => $"is taken up again: what is missing is asked again, and nothing else. {Command("watch", h)} shows how it goes.");

    /// <inheritdoc cref="CancelAsync"/>
    public Task<int> DeleteAsync(string hunt) => verb.RunAsync(hunt, _ => WhenStopped, async (client, id) =>
    {
        await client.DeleteAsync(ServiceCalls.Delete(id), verb.Stop);
        verb.Screen.Say($"Hunt {id} and its trees are deleted. What was answered stays in the ledger.");
        return ExitCodes.Complete;
    });

    private static string Command(string name, HuntView hunt) => $"`ioc-explorer {name} {hunt.Id}`";

    private Task<int> OrderAsync(string hunt, string name, string done, HuntState wanted, Func<HuntView, string> text) =>
        verb.RunAsync(hunt, _ => WhenStopped, async (client, id) =>
        {
            var view = await OrderAsync(client, id, name, done, wanted);
            verb.Screen.Say($"{HuntText.Name(view)} {text(view)}");
            return ExitCodes.Complete;
        });

    private async Task<HuntView> OrderAsync(ServiceClient client, long id, string name, string done, HuntState wanted)
    {
        try
        {
            return await client.AskAsync(ServiceCalls.Order(id, name, done), j => j.HuntView, verb.Stop);
        }
        catch (ServiceException e) when (e is { Status: HttpStatusCode.Conflict, AfterDoubt: true })
        {
            // The answer to the first try was lost, and the second was one too many: what counts is where the hunt stands.
            var view = await client.AskAsync(ServiceCalls.Hunt(id), j => j.HuntView, verb.Stop);
            if (view.State == wanted)
            {
                return view;
            }

            throw;
        }
    }
}
