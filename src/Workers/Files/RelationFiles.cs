using System.Globalization;
using System.Text;
using System.Text.Json;
using IocExplorer.Workers.Files.Stix;

namespace IocExplorer.Workers.Files;

/// <summary>Reads all that a user named into <see cref="FileFacts"/>. One bad file costs nothing but itself.</summary>
internal static class RelationFiles
{
    private const long MostBytes = 512L * 1024 * 1024;

    public static FileFacts Read(IReadOnlyList<string> paths)
    {
        var facts = new FileFacts();
        var graph = new StixGraph(facts);
        var withObjects = new List<(RelationPaths.Found File, JsonFile Reader)>();
        foreach (var path in paths.Where(Directory.Exists).Where(p => !Try(facts, new(p, IsNamed: true), () => RelationPaths.Of([p]).Any())))
        {
            facts.BadLines.Add(new(path, 0, "is a folder without a CSV or JSON file") { IsWholeFileNamed = true });
        }

        foreach (var file in RelationPaths.Of(paths))
        {
            Try(facts, file, () =>
            {
                if (!IsJson(file))
                {
                    using var text = new StreamReader(file.Path, Encoding.UTF8);
                    RelationLineReader.Read(file.Path, text, facts.Lines, facts.BadLines);
                    return true;
                }

                var reader = new JsonFile(file.Path, facts, graph);
                reader.Read(Bytes(file.Path));
                withObjects.Add((file, reader));
                return true;
            });
        }

        foreach (var (file, reader) in withObjects)
        {
            Try(facts, file, () =>
            {
                reader.Connect(Bytes(file.Path));
                return true;
            });
        }

        graph.End();
        facts.TagMentioned();
        return facts;
    }

    // By its first character, for a file may be called anything.
    private static bool IsJson(RelationPaths.Found file)
    {
        if (file.IsJson)
        {
            return true;
        }

        using var text = new StreamReader(file.Path, Encoding.UTF8);
        int c;
        do
        {
            c = text.Read();
        }
        while (c is ' ' or '\t' or '\r' or '\n' or '\uFEFF');
        return c is '{' or '[';
    }

    private static ReadOnlySpan<byte> Bytes(string path)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new IOException("The file is larger than 512 MiB; split it.");
        }

        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        return bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    private static bool Try(FileFacts facts, RelationPaths.Found file, Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            facts.BadLines.Add(new(file.Path, 0, $"cannot be read: {trouble.Message}") { IsWholeFileNamed = file.IsNamed });
        }
        catch (JsonException trouble)
        {
            var line = trouble.LineNumber is { } number ? (int)Math.Min(number + 1, int.MaxValue) : 0;
            facts.BadLines.Add(new(file.Path, line, "is not JSON from here on; what stands before is used") { Place = string.Create(CultureInfo.InvariantCulture, $"line {line}") });
        }

        return false;
    }
}
