using System.Text;
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

        AllLinesAreAccountedFor(content, input.Bytes);
        return content.Seeds.Count > 0;
    }

    private static void AllLinesAreAccountedFor(SeedFileContent content, byte[] bytes)
    {
        if (content.BadLines is [{ Number: 1, Text: "the beginning of the file" }])
        {
            BrokenPromiseException.Unless(content.Seeds.Count + content.Duplicates == 0, $"a file that is not read has seeds");
            return;
        }

        // At the most one of them is a header.
        var lines = LinesWithText(bytes);
        var told = content.Seeds.Count + content.Duplicates + content.BadLines.Count;
        BrokenPromiseException.Unless(lines - told is 0 or 1, $"{lines} lines; {content.Seeds.Count} seeds, {content.Duplicates} repeats and {content.BadLines.Count} bad lines");
    }

    private static int LinesWithText(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        var lines = 0;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var text = (number == 1 ? line.TrimStart('\uFEFF') : line).Trim();
            lines += text.Length > 0 && text[0] != '#' ? 1 : 0;
        }

        return lines;
    }
}
