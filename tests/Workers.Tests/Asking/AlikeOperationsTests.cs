using IocExplorer.Messages;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class AlikeOperationsTests
{
    private static readonly Operation[] s_operations =
        [.. new[] { "report", "relatives", "files", "hosts" }.Select(name => new Operation("TestSource", name, "v1", [IocType.Domain], IsExternal: true))];

    [Fact]
    public void Of_SaysForEachOperationTheFirstThatSendsTheSame()
    {
        var ids = s_operations.Select((o, i) => new NumberedOperation(new(i + 11), o)).ToDictionary(o => o.Id);

        AlikeOperations.Of([[s_operations[2], s_operations[0]]], ids).Select(o => o.Value).ShouldBe([11, 12, 11, 14]);
    }

    [Fact]
    public void Of_WithoutGroups_SaysNothing() => AlikeOperations.Of([], new Dictionary<OperationId, NumberedOperation>()).ShouldBeEmpty();
}
