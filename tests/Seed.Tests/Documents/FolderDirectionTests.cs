using System.Text.RegularExpressions;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Documents;

/// <summary>The folders of a project use each other in the direction that ARCHITECTURE.md draws: a folder only those to its right.</summary>
public sealed partial class FolderDirectionTests
{
    [Fact]
    public void Folders_OfEachProjectThatIsDrawn_UseOnlyThoseToTheirRight()
    {
        var drawn = Line().Matches(DocumentFiles.Read("ARCHITECTURE.md"))
            .Select(line => (Project: line.Groups[1].Value, Folders: line.Groups[2].Value.Split('→', StringSplitOptions.TrimEntries).ToList()))
            .ToList();

        drawn.ShouldNotBeEmpty();
        drawn.SelectMany(project => Against(project.Project, project.Folders)).Distinct().ShouldBeEmpty();
    }

    private static IEnumerable<string> Against(string project, List<string> folders)
    {
        var root = Path.Combine(CheckoutFolder.Root, "src", project);
        var uses = new Regex($@"^using (?:static |\w+ = )?IocExplorer\.{Regex.Escape(project.Replace('/', '.'))}\.(\w+)", RegexOptions.Multiline,
            TimeSpan.FromSeconds(5));
        foreach (var file in Directory.EnumerateDirectories(root).Where(f => Path.GetFileName(f) is not ("bin" or "obj"))
            .SelectMany(f => DocumentFiles.Below(f, "*.cs")))
        {
            var folder = Path.GetRelativePath(root, Path.Combine(CheckoutFolder.Root, file)).Split('/', '\\')[0];
            if (!folders.Contains(folder))
            {
                yield return $"{project}/{folder} is not drawn";
                continue;
            }

            foreach (var used in uses.Matches(DocumentFiles.Read(file)).Select(use => use.Groups[1].Value)
                .Where(used => folders.IndexOf(used) is var at && at >= 0 && at < folders.IndexOf(folder)))
            {
                yield return $"{file} uses {used}";
            }
        }
    }

    [GeneratedRegex(@"^(\w[\w/]*) +(\w+(?: → \w+)+)$", RegexOptions.Multiline, 5000)]
    private static partial Regex Line();
}
