using System.Text;
using System.Text.Json;
using IocExplorer.Tagging.Matching;
using IocExplorer.Tagging.Suffixes;

namespace IocExplorer.Tagging.Lists;

/// <summary>Reads all lists into one index, one after the other.</summary>
internal sealed class ListLoader
{
    private const int ManyNames = 100_000;
    private const string BuiltInFile = "built-in.json";
    private readonly TagIndex _index = new();
    private readonly List<TagList> _lists = [];
    private readonly List<TagProblem> _problems = [];
    private readonly ListMeanings _meanings = new();
    private readonly ListFiles _files;
    private readonly WarningListReader _warningLists;
    private readonly TextListReader _texts;
    private readonly TopListReader _topLists;

    public ListLoader()
    {
        _files = new(_problems);
        _warningLists = new(_index, _meanings, _problems);
        _texts = new(_index, _meanings, _problems);
        _topLists = new(_index, _meanings, _problems);
    }

    public LoadedTagLists Load(TagListOptions options, CancellationToken cancellation)
    {
        foreach (var path in options.Paths)
        {
            _files.VisitBeside(path, ReadBeside);
        }

        if (options.UseBuiltIn)
        {
            ReadBuiltIn();
        }

        foreach (var path in options.Paths)
        {
            _files.Visit(path, content =>
            {
                cancellation.ThrowIfCancellationRequested();
                Keep(content.IsJson ? _warningLists.Read(content) : _texts.Read(content));
            });
        }

        foreach (var path in options.TopLists)
        {
            _files.Visit(path, content =>
            {
                cancellation.ThrowIfCancellationRequested();
                Keep(_topLists.Read(content));
            });
        }

        _index.Build();
        _files.Forget();
        if (_index.Names.Count > ManyNames)
        {
            // Growing leaves more garbage than is kept, and a run that asks sources would not collect it for hours.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return new(new Tagger(_index, _lists), _problems);
    }

    // One file with several, each in the format of the others.
    private void ReadBuiltIn()
    {
        using var stream = Data.Open(BuiltInFile);
        using var document = JsonDocument.Parse(stream, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        foreach (var list in document.RootElement.EnumerateObject())
        {
            Keep(_warningLists.Read(new("built in", list.Name, Encoding.UTF8.GetBytes(list.Value.GetRawText()), Written: null)));
        }
    }

    // What says how the lists are to be read is read before them.
    private void ReadBeside(ListContent content)
    {
        if (content.IsJson)
        {
            _meanings.Read(content.File, content.Bytes, _problems);
        }
        else
        {
            using var text = new StreamReader(new MemoryStream(content.Bytes.ToArray()));
            _index.Suffixes = PublicSuffixes.Read(text);
        }
    }

    private void Keep(TagList? list)
    {
        if (list is not null)
        {
            _lists.Add(list);
        }
    }
}
