using System.Text.Json;
using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>Reads lists in MISP's warninglist format.</summary>
internal sealed class WarningListReader(TagIndex index, ListMeanings meanings, ICollection<TagProblem> allProblems)
{
    private const int LongestEntry = 2048;
    private static readonly JsonReaderOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly char[] _buffer = new char[LongestEntry];

    /// <returns>Null when nothing of the list is used.</returns>
    public TagList? Read(ListContent content)
    {
        var problems = new ListProblems(content.File, allProblems);
        try
        {
            var reader = new Utf8JsonReader(content.Text, s_lenient);
            var header = ListHeader.Read(ref reader);
            if (header.Error.Length > 0)
            {
                problems.Add("", header.Error, """A list is {"name": ..., "type": "string", "hostname", "cidr", "substring" or "regex", "list": [...]}.""");
                return null;
            }

            return Read(content, header, problems);
        }
        catch (JsonException e)
        {
            problems.Add(Text.PlaceOf(e), "is not JSON", "Fetch the list again, or correct it.");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The JSON reader throws this for bytes that are no UTF-8 and for unpaired surrogates.
            problems.Add("", "holds text that is none", "Fetch the list again, or correct it.");
            return null;
        }
        finally
        {
            problems.End();
        }
    }

    private TagList? Read(ListContent content, ListHeader header, ListProblems problems)
    {
        var title = header.Title.Length > 0 ? header.Title : content.Name;
        var meaning = header.Meaning.Or(meanings.Of(content.Name, title));
        var tag = new Tag(meaning.Tag ?? title, meaning.Class ?? TagClass.Info, title, header.Version);
        if (index.AddTag(new(tag, header.Types, meaning.GoodUpTo ?? int.MaxValue)) is not { } number)
        {
            problems.Add("", "is one list too many", "65,536 different tags are the most; load fewer lists.");
            return null;
        }

        var writer = new EntryWriter(index, header.Type, meaning.IsOfRanks == true, header.Types, number);
        var count = 0;
        var place = 0;
        var reader = new Utf8JsonReader(content.Text, s_lenient);
        GoToEntries(ref reader);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            place++;
            var error = "is no text";
            if (reader.TokenType == JsonTokenType.String)
            {
                error = reader.ValueSpan.Length > LongestEntry ? "is longer than 2,048 bytes"
                    : TryCopy(in reader, out var length) ? writer.Add(_buffer.AsSpan(0, length))
                    : error;
            }
            else
            {
                reader.Skip();
            }

            if (error.Length == 0)
            {
                count++;
            }
            else
            {
                var entry = $"entry {place}";
                problems.Add(entry, error, "The other entries are used; correct this one or take it out.");
            }
        }

        return new(content.Name, title, header.Type, count, tag.Name, tag.Class, header.Version, content.File);
    }

    private bool TryCopy(ref readonly Utf8JsonReader reader, out int length)
    {
        try
        {
            length = reader.CopyString(_buffer);
            return true;
        }
        catch (InvalidOperationException)
        {
            length = 0;
            return false;
        }
    }

    private static void GoToEntries(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read())
        {
            var isList = reader.ValueTextEquals("list"u8);
            reader.Read();
            if (isList && reader.TokenType == JsonTokenType.StartArray)
            {
                return;
            }

            reader.Skip();
        }
    }
}
