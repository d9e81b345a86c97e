namespace IocExplorer.Coordinator.Queries;

/// <summary>Where the answers of one walk go. Compared by identity: a coordinator that walks again is another asker.</summary>
/// <param name="deliver">Must not wait. Called with the answers of one batch, on the desk's own turn.</param>
internal sealed class Asker(Action<IReadOnlyList<TreeAnswer>> deliver)
{
    public void Deliver(IReadOnlyList<TreeAnswer> answers) => deliver(answers);
}
