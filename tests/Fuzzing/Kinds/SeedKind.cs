using System.Text;
using System.Text.Unicode;
using IocExplorer.Coordinator.Seeds;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A seed file: a single line, or all that a file can hold.</summary>
internal sealed class SeedKind(bool isLine) : IFuzzKind
{
    public string Name => isLine ? "seed-line" : "seed-file";

    public FuzzInput Make(FuzzRandom random) =>
        new(ByteMutation.Of(TextMutation.Mutate(isLine ? SeedTexts.Line(random) : SeedTexts.File(random), random), random), random.Next());

    public bool Try(FuzzInput input)
    {
        var content = SeedFile.Read(new MemoryStream(input.Bytes));
        foreach (var seed in content.Seeds)
        {
            IocChecks.Sound(seed);
        }

        BrokenPromiseException.Unless(content.Seeds.Distinct().Count() == content.Seeds.Count, $"a seed stands twice");
        foreach (var bad in content.BadLines)
        {
            IocChecks.OneLine(bad.ToString());
        }

        BrokenPromiseException.Unless(
            content.Read + content.Duplicates + content.BadLines.Count + content.PassedOver == content.Lines,
            $"{content.Lines} lines; {content.Read} read, {content.Duplicates} repeats, {content.BadLines.Count} bad, {content.PassedOver} passed over");
        BrokenPromiseException.Unless(!IsPlain(input.Bytes) || content.Seeds.Count == 0 || content.Lines == LinesOf(input.Bytes),
            $"{content.Lines} lines are told");
        return content.Seeds.Count > 0;
    }

    private static bool IsPlain(byte[] bytes) => Utf8.IsValid(bytes) && !bytes.Contains((byte)0) && !bytes.AsSpan().StartsWith("\uFEFF"u8);

    private static int LinesOf(byte[] bytes)
    {
        using var reader = new StringReader(Encoding.UTF8.GetString(bytes));
        var lines = 0;
        while (reader.ReadLine() is not null)
        {
            lines++;
        }

        return lines;
    }
}
