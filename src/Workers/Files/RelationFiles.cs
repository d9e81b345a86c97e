using IocExplorer.Hosting.Configuration;
using IocExplorer.Workers.Files.Misp;
using IocExplorer.Workers.Files.Stix;

namespace IocExplorer.Workers.Files;

/// <summary>Reads all that a user named into <see cref="FileFacts"/>. One bad file costs nothing but itself.</summary>
internal static class RelationFiles
{
    private const long MostBytes = 512L * 1024 * 1024;

    public static FileFacts Read(IReadOnlyList<string> paths, Func<string, bool>? isForeign = null)
    {
        var facts = new FileFacts();
        var badLines = facts.Accounts.BadLines;
        var graph = new StixGraph(facts);
        var foundEvents = new MispFoundEvents(facts);
        var csv = new RelationLineReader(facts);
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        var json = new List<(RelationPaths.Found File, JsonFile Reader)>();
        foreach (var path in paths.Where(Directory.Exists).Where(p => !Try(facts, new(p, IsNamed: true), () => RelationPaths.Of([p]).Any(IsOurs))))
        {
            badLines.Add(new(path, 0, "is a folder without a CSV or JSON file of relations") { IsWholeFileNamed = true });
        }

        foreach (var file in RelationPaths.Of(paths).Where(IsOurs))
        {
            order.TryAdd(file.Path, order.Count);
            Try(facts, file, () =>
            {
                if (!IsJson(file))
                {
                    using var text = new StreamReader(file.Path, Encoding.UTF8);
                    csv.Read(file.Path, text);
                    return true;
                }

                // Before it is read: what stands before something that is no JSON is used.
                var reader = new JsonFile(file.Path, facts, graph, foundEvents);
                json.Add((file, reader));
                reader.Read(Bytes(file.Path), JsonFile.Pass.First);
                return true;
            });
        }

        foundEvents.End();
        ReadAgain(facts, json, JsonFile.Pass.Note);
        ReadAgain(facts, json, JsonFile.Pass.Connect);
        graph.End();
        facts.TagMentioned();
        List<BadRelationLine> sorted = [.. badLines.OrderBy(l => order.GetValueOrDefault(l.File, -1))];
        badLines.Clear();
        badLines.AddRange(sorted);
        return facts;

        bool IsOurs(RelationPaths.Found file) => file.IsNamed || isForeign?.Invoke(file.Path) != true;
    }

    private static void ReadAgain(FileFacts facts, List<(RelationPaths.Found File, JsonFile Reader)> files, JsonFile.Pass pass)
    {
        foreach (var (file, reader) in files.Where(f => f.Reader.HasStix))
        {
            Try(facts, file, () =>
            {
                try
                {
                    reader.Read(Bytes(file.Path), pass);
                }
                catch (JsonException)
                {
                    // Said when it was read for the first time.
                }

                return true;
            });
        }
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

        var bytes = File.ReadAllBytes(path);
        return bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => bytes.AsSpan(3),
            [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
            [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
            _ => bytes,
        };
    }

    private static bool Try(FileFacts facts, RelationPaths.Found file, Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            facts.Accounts.BadLines.Add(new(file.Path, 0, $"cannot be read ({FileErrorText.Of(error, file.Path)})") { IsWholeFileNamed = file.IsNamed });
        }
        catch (JsonException error)
        {
            var line = error.LineNumber is { } number ? (int)Math.Min(number + 1, int.MaxValue) : 0;
            var place = $"line {line}";
            facts.Accounts.BadLines.Add(new(file.Path, line, "is not JSON from here on; what stands before is used") { Place = place });
        }

        return false;
    }
}
