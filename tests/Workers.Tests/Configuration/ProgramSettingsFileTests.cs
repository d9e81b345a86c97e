using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Configuration.Hocon;
using IocExplorer.Messages;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Configuration;

public sealed class ProgramSettingsFileTests
{
    [Fact]
    public void Read_OfTheFileThatComesWithTheProgram_GivesTheDefaults()
    {
        var path = Path.Combine(Testing.CheckoutFolder.Root, "hocon", "iocexplorer.conf");
        var loaded = SettingsLoader.Load(ProgramKind.Console, path, new Dictionary<string, string>(), RawSettings.None, "/home/ana");
        var bare = SettingsLoader.Load(ProgramKind.Console, null, new Dictionary<string, string>(), RawSettings.None, "/home/ana");

        loaded.Problems.ShouldBeEmpty();
        (loaded.Settings with { Sources = bare.Settings.Sources }).ShouldBeEquivalentTo(bare.Settings);
        foreach (var definition in loaded.Definitions.Where(d => d.Name is "VirusTotal" or "QiAnXin"))
        {
            var settings = loaded.Settings.Sources[definition.Name];
            settings.Enabled.ShouldBe(true);
            settings.BaseUrl.ShouldBeNull();
            settings.ApiKeys.ShouldBeEmpty();
            settings.MaxConcurrency.ShouldBe(definition.MaxConcurrency);
            QuotaWindow.All.ShouldAllBe(window => settings.Quota.GetValueOrDefault(window) == (definition.Quota[window] ?? 0));
            definition.Operations.Where(o => o is { Limit: not null, OnByDefault: true }).ShouldAllBe(o => o.Limit!.Default == settings.Limit);
            foreach (var (name, operation) in settings.Operations)
            {
                var query = definition.Operations.Single(o => o.Name == name).Query.ToDictionary();
                operation.Parameters.ShouldBe(query.Where(q => !q.Value.Contains('{', StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public void Read_OfTheFileThatComesWithTheProgram_FindsEverySettingInIt()
    {
        var path = Path.Combine(Testing.CheckoutFolder.Root, "hocon", "iocexplorer.conf");
        var written = HoconSettings.Flatten(HoconSettings.Resolve(File.ReadAllBytes(path), path, File.ReadAllBytes, new Dictionary<string, string>(), out _))
            .Select(setting => setting.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reader = new SettingsReader([], ProgramKind.Console, _ => []);
        reader.Read(SourceDefinitions.Load().Definitions);

        var further = SourceDefinitions.Load()
            .Definitions.SelectMany(d => d.Operations.Where(o => !o.OnByDefault).Select(o => $"sources.{d.Name}.operations.{o.Name}.")).ToList();

        var unlimited = QuotaWindow.All.Where(w => SourceDefinitions.Load().Definitions.Single(d => d.Name == "VirusTotal").Quota[w] is null)
            .Select(w => $"sources.VirusTotal.quota.{w.Setting}").ToList();

        // What VirusTotal shows can be set for every source; repeating it for each would bury the rest.
        reader.KnownNames.Where(k => !k.StartsWith("sources.", StringComparison.Ordinal)
                || k.StartsWith("sources.VirusTotal.", StringComparison.Ordinal)
                || k.StartsWith("sources.QiAnXin.operations.flint.", StringComparison.Ordinal))
            .Where(k => !written.Contains(k) && !unlimited.Contains(k) && !further.Exists(f => k.StartsWith(f, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }
}
