using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

/// <summary>Published STIX bundles and MISP events, read in place beside the checkout: all that must be found in them is known.</summary>
public sealed class RecordedFilesTests
{
    [Fact]
    public void Load_OfEveryRecordedFile_KnowsAllThatMustBeFoundInIt()
    {
        var folder = Recorded();
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var recordings = expected.RootElement.EnumerateArray()
            .Where(r => r.GetProperty("file").GetString()!.Split('/')[0] is "misp" or "stix").ToList();

        recordings.ShouldNotBeEmpty();
        foreach (var recording in recordings)
        {
            var name = recording.GetProperty("file").GetString()!;
            var source = FileSource.Load([Path.Combine(folder, name)]);
            source.BadLines.ShouldBeEmpty(name);
            var known = new List<Ioc>();
            foreach (var pivot in recording.GetProperty("pivots").EnumerateArray().Concat(recording.GetProperty("optional").EnumerateArray()))
            {
                IocTypeNames.TryParse(pivot.GetProperty("type").GetString(), out var type).ShouldBeTrue();
                known.Add(new(type, pivot.GetProperty("value").GetString()!));
            }

            known.AddRange(recording.GetProperty("urls").EnumerateArray().Select(u => new Ioc(IocType.Url, u.GetString()!)));
            foreach (var ioc in known)
            {
                IntelligenceFolder.Ask(source, ioc.Type, ioc.Value).ShouldBeOfType<Answer.Found>($"{ioc} in {name}");
            }

            var said = known.SelectMany(i => ((Answer.Found)IntelligenceFolder.Ask(source, i.Type, i.Value)).Tags).Select(t => t.Name).ToList();
            foreach (var tag in recording.GetProperty("tags").EnumerateArray())
            {
                said.ShouldContain(tag.GetString()!, name);
            }
        }
    }

    private static string Recorded()
    {
        if (CheckoutFolder.Recordings is { } recordings)
        {
            return Path.Combine(recordings, "sources", "recorded");
        }

        Assert.SkipUnless(CheckoutFolder.RecordingsAreRequired, "The recorded files are not beside this checkout.");
        throw new InvalidOperationException($"The recorded files are missing beside {CheckoutFolder.Root}.");
    }
}
