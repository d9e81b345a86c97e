using Akka.Actor;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>
/// The calls that a supervisor makes to its store. None throws: what comes of it is a message to the supervisor. They are cancelled when this is disposed of.
/// </summary>
internal sealed class HuntStoreCalls(HuntId hunt, IHuntStore store) : IDisposable
{
    /// <summary>Seeds read in one call.</summary>
    public const int SeedsPerCall = 256;

    private readonly CancellationTokenSource _stopping = new();

    public Task<Loaded> LoadAsync() => CallAsync(async stop => new Loaded(await store.LoadAsync(hunt, stop), null), failure => new(null, failure));

    public Task<SeedsRead> SeedsAsync(int first) => CallAsync(
        async stop => new SeedsRead(first, await store.SeedsAsync(hunt, first, SeedsPerCall, stop), null), failure => new(first, [], failure));

    public Task<GaveUp> GiveUpAsync(int tree, HuntPlan plan, string problem) => CallAsync(
        async stop =>
        {
            await store.GiveUpAsync(new(hunt, tree), plan, problem, stop);
            return new GaveUp(tree, plan, problem, null);
        },
        failure => new(tree, plan, problem, failure));

    /// <summary>Says how the hunt stands; a hunt that is deleted is removed.</summary>
    /// <param name="retried">Trees of a retry that the store does not have yet; null: there is none.</param>
    /// <param name="version">Comes back with the message.</param>
    public Task<Listed> ListAsync(HuntStatus standing, IReadOnlyList<int>? retried, long version) => CallAsync(
        async stop =>
        {
            if (standing.Phase == HuntPhase.Deleted)
            {
                await store.DeleteAsync(hunt, stop);
                return new Listed(this, version, retried, null);
            }

            if (retried is not null)
            {
                await store.RetryAsync(hunt, retried, stop);
            }

            await store.UpdateAsync(standing, stop);
            return new(this, version, retried, null);
        },
        failure => new(this, version, retried, failure));

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, Func<StoreFailure, T> failed)
    {
        try
        {
            return await call(_stopping.Token);
        }
#pragma warning disable CA1031 // Not swallowed: it goes to the actor as a message.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return failed(StoreFailure.Of(error));
        }
    }

    /// <param name="Hunt">Null: there is no such hunt.</param>
    internal sealed record Loaded(RunnableHunt? Hunt, StoreFailure? Failure) : INoSerializationVerificationNeeded;

    internal sealed record SeedsRead(int First, IReadOnlyList<SeedOfHunt> Seeds, StoreFailure? Failure) : INoSerializationVerificationNeeded;

    /// <param name="By">Whose call it was: an incarnation that crashed counted its versions for itself.</param>
    internal sealed record Listed(HuntStoreCalls By, long Version, IReadOnlyList<int>? Retried, StoreFailure? Failure) : INoSerializationVerificationNeeded;

    internal sealed record GaveUp(int Number, HuntPlan Plan, string Problem, StoreFailure? Failure) : INoSerializationVerificationNeeded;
}
