using System.Text.RegularExpressions;
using IocExplorer.Messages;

namespace IocExplorer.Seed.Tests.Documents;

/// <summary>Pages that list something have all of it.</summary>
public sealed partial class ReferencePageTests
{
    [Fact]
    public void ConfigurationPage_HasEverySettingOfTheShippedFile()
    {
        var page = DocumentFiles.Read("docs/configuration.md");
        var settings = Setting().Matches(DocumentFiles.Read("hocon/iocexplorer.conf")).Select(setting => setting.Groups[1].Value).Distinct().ToList();

        settings.Count.ShouldBeGreaterThan(60);
        settings.Where(setting => !Regex.IsMatch(page, $@"[`.]{setting}`", RegexOptions.None, TimeSpan.FromSeconds(5))).ShouldBeEmpty();
    }

    [Fact]
    public void ConfigurationPage_HasEveryQuotaWindow() =>
        QuotaWindow.All.ShouldAllBe(window => DocumentFiles.Read("docs/configuration.md").Contains($"| `quota.{window.Setting}` |", StringComparison.Ordinal));

    [Fact]
    public void DependenciesPage_HasEveryPackageWithItsVersion()
    {
        var page = DocumentFiles.Read("docs/dependencies.md");
        var packages = Package().Matches(DocumentFiles.Read("Directory.Packages.props"))
            .Select(package => $"| {package.Groups[1].Value} | {package.Groups[2].Value} | ").ToList();

        packages.Count.ShouldBeGreaterThan(20);
        packages.Where(package => !page.Contains(package, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^ *(\w+) = ", RegexOptions.Multiline, 5000)]
    private static partial Regex Setting();

    [GeneratedRegex("""<PackageVersion Include="([^"]+)" Version="\[([^"]+)\]" />""", RegexOptions.None, 5000)]
    private static partial Regex Package();
}
