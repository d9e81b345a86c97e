using System.Text;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;

namespace IocExplorer.Fuzzing.Tests.Engine;

/// <summary>A reader that does what a test says.</summary>
internal sealed class ScriptedKind(Func<string, bool> read) : IFuzzKind
{
    public string Name => "scripted";

    public static IReadOnlyList<FuzzShare> Share(Func<string, bool> read) => [new("scripted", 1, _ => new ScriptedKind(read))];

    public FuzzInput Make(FuzzRandom random) => new(Encoding.UTF8.GetBytes($"before {random.Below(50)} behind"), 5);

    public bool Try(FuzzInput input) => read(Encoding.UTF8.GetString(input.Bytes));
}
