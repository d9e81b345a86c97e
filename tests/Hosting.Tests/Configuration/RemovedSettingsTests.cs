using System.Text;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Tests.Configuration;

public sealed class RemovedSettingsTests
{
    private const string Text = "node { heartbeat = 1s, drain = 5s }\nsources.VirusTotal {\n  Lanes = 4\n  limit = 10\n}\nsources.OTX.quota.lanes = 1";

    [Fact]
    public void Read_OfASettingThatIsGone_SaysWhatTookItsPlace()
    {
        var cursor = Cursor(RemovedSettings.All);

        cursor.Problems.ShouldBe(
        [
            "my.conf line 1: node.heartbeat is gone: the cluster watches over its nodes itself; how often stands under akka.cluster.failure-detector. Remove "
            + "the line.",
            "my.conf line 3: sources.VirusTotal.Lanes is gone: several nodes spend a key side by side without it. Remove the line.",
        ]);
        cursor.Find("node.heartbeat").ShouldBeNull();
        cursor.Find("node.drain").ShouldNotBeNull();
        cursor.Find("sources.VirusTotal.limit").ShouldNotBeNull();
        cursor.Find("sources.OTX.quota.lanes").ShouldNotBeNull();
    }

    [Fact]
    public void Read_OfASettingThatIsGone_DoesNotCallItUnknownAsWell()
    {
        var cursor = Cursor(RemovedSettings.All);
        cursor.PassOver("node");
        cursor.PassOver("sources");
        cursor.RefuseUnknown();

        cursor.Problems.Count.ShouldBe(2);
    }

    [Fact]
    public void Read_OfAVariableOrANullThatIsGone_RefusesOnlyTheVariable()
    {
        var file = SettingsFile.Read("/conf/my.conf", _ => "node.lease = null"u8.ToArray(), new Dictionary<string, string>());
        var variable = EnvironmentSettings.Read(new Dictionary<string, string> { ["IOCEXPLORER_node__lease"] = "9s" }, "/home/ana");

        new SettingCursor([file, variable], RemovedSettings.All).Problems.ShouldHaveSingleItem()
            .ShouldStartWith("environment variable IOCEXPLORER_node__lease: node.lease is gone: ");
    }

    [Fact]
    public void Read_OfASettingThatNothingReplacesYet_FindsIt()
    {
        var cursor = Cursor([]);

        cursor.Problems.ShouldBeEmpty();
        cursor.Find("node.heartbeat").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("sources.VirusTotal.lanes", true)]
    [InlineData("SOURCES.x.LANES", true)]
    [InlineData("sources.lanes", false)]
    [InlineData("sources.a.b.lanes", false)]
    [InlineData("sources.a.limit", false)]
    public void Matches_OfAPath_TakesTheStarForOneName(string path, bool matches) => new RemovedSetting("sources.*.lanes", "").Matches(path).ShouldBe(matches);

    private static SettingCursor Cursor(IReadOnlyList<RemovedSetting> gone) =>
        new([SettingsFile.Read("/conf/my.conf", _ => Encoding.UTF8.GetBytes(Text), new Dictionary<string, string>())], gone);
}
