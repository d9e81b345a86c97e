using System.Text;
using System.Text.Json;
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
                if (Unusable(file) is { } unusable)
                {
                    badLines.Add(unusable);
                    return false;
                }

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
        // Of the file behind a link, not of the link.
        using (var file = File.OpenHandle(path))
        {
            if (RandomAccess.GetLength(file) > MostBytes)
            {
                throw new IOException("The file is larger than 512 MiB; split it.");
            }
        }

        return Utf8Text.SpanOf(File.ReadAllBytes(path));
    }

    /// <summary>Why nothing of a file can be used; null when something may be.</summary>
    private static BadRelationLine? Unusable(RelationPaths.Found found)
    {
        using var file = File.OpenRead(found.Path);
        var head = new byte[FileSignature.Length];
        var length = file.CanSeek ? file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) : 0;

        // A file is read more than once; what comes through a pipe is there once.
        var why = !file.CanSeek || (length > 0 && file.Length == 0) ? "is a pipe or a device. Write what it gives into a file first"
            : FileSignature.Of(head.AsSpan(0, length)) is { } other ? $"is {other.Name}. {other.Advice}"
            : null;
        return why is not null ? new(found.Path, 0, why) { IsWholeFileNamed = found.IsNamed }
            : length == 0 ? new(found.Path, 0, "is empty (a header line alone says that there is nothing)")
            : null;
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
