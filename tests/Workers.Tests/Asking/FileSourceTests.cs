using IocExplorer.Messages;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class FileSourceTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public async Task Ask_AnswersFromTheFileWithoutPermits()
    {
        await File.WriteAllTextAsync(_path, "domain,seed.example,seen with,domain,a.example\n", TestContext.Current.CancellationToken);
        var source = FileSource.Load([_path]);
        using var gate = new KeyGate(source.Name, source.Keys[0], TimeProvider.System);
        NumberedOperation operation = new(new(1), source.Operations[0]);

        var found = await source.AskAsync(gate, operation, new(IocType.Domain, "seed.example"), TestContext.Current.CancellationToken);
        var unknown = await source.AskAsync(gate, operation, new(IocType.Domain, "other.example"), TestContext.Current.CancellationToken);

        found.ShouldBeOfType<Answer.Found>().Relations.ShouldHaveSingleItem().Target.Value.ShouldBe("a.example");
        unknown.ShouldBe(Answer.Empty.Instance);
        source.Keys.ShouldBe([new("file without key", QuotaLimits.Unlimited, 64)]);
    }

    public void Dispose() => File.Delete(_path);
}
