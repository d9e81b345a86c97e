using System.Globalization;
using System.Net;
using IocExplorer.Fuzzing.Engine;
using IocExplorer.Fuzzing.Inputs;
using IocExplorer.Messages;
using IocExplorer.Workers;
using IocExplorer.Workers.Rdap;

namespace IocExplorer.Fuzzing.Kinds;

/// <summary>A registry's answer, or IANA's list of registries.</summary>
internal sealed class RdapKind : IFuzzKind
{
    private const string Label = "RDAP: a label";
    private const int MaxDepth = 64;
    private static readonly RdapSelection[] s_wanted = Enum.GetValues<RdapSelection>();
    private static readonly int[] s_statuses = [400, 403, 404, 429, 302, 204, 500, 503, 999];

    public string Name => "rdap";

    public FuzzInput Make(FuzzRandom random)
    {
        var variant = random.Next();
        return new(JsonMutation.Mutate(IsBootstrap(variant) ? RdapTexts.Bootstrap(random) : RdapTexts.Answer(random), random), variant);
    }

    public bool Try(FuzzInput input) => IsBootstrap(input.Variant) ? TryBootstrap(input.Bytes) : TryAnswer(input);

    public string Describe(FuzzInput input) =>
        IsBootstrap(input.Variant)
            ? "list of registries"
            : string.Create(CultureInfo.InvariantCulture, $"{Wanted(input.Variant)}, HTTP {Status(input.Variant)}");

    private static bool TryBootstrap(byte[] json)
    {
        if (RdapRegistries.Read(json) is not { } registries)
        {
            return false;
        }

        Uri?[] found = [registries.ForDomain("shop.example.com"), registries.ForDomain("com"), registries.ForAddress(IPAddress.Parse("192.0.2.1")),
            registries.ForAddress(IPAddress.Parse("2001:db8::1"))];
        BrokenPromiseException.Unless(found.OfType<Uri>().All(u => u is { Scheme: "https" or "http", UserInfo: "" } && u.AbsoluteUri.EndsWith('/')),
            $"a registry that cannot be asked");
        return true;
    }

    private static bool TryAnswer(FuzzInput input)
    {
        var (wanted, status) = (Wanted(input.Variant), Status(input.Variant));
        var asked = wanted == RdapSelection.Network ? new Ioc(IocType.IpAddress, "192.0.2.1") : new(IocType.Domain, "example.com");
        var outcome = RdapAnswerReader.Read(status, input.Bytes, asked, wanted, Label, MaxDepth);
        if (outcome is not PageOutcome.Page page)
        {
            return false;
        }

        BrokenPromiseException.Unless(status is 200 or 404, $"HTTP {status} is taken for an answer");
        IocChecks.Sound(page.Relations);
        IocChecks.Sound(page.Tags);
        return page.Relations.Count + page.Tags.Count > 0;
    }

    private static bool IsBootstrap(ulong variant) => variant % 4 == 0;

    private static RdapSelection Wanted(ulong variant) => s_wanted[(int)((variant >> 8) % (ulong)s_wanted.Length)];

    private static int Status(ulong variant) => (variant >> 16) % 10 == 0 ? s_statuses[(int)((variant >> 24) % (ulong)s_statuses.Length)] : 200;
}
