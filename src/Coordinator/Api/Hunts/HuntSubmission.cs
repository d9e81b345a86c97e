using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Seeds;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Seeds;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>Validates a submission: a hunt, or all errors in it. Pure.</summary>
internal static class HuntSubmission
{
    /// <summary>Bad lines that are reported and stored; the others are counted.</summary>
    public const int MostBadLines = 20;

    private const string DefaultName = "hunt";
    private const int LongestName = 200;
    private const int LongestKey = 200;

    /// <returns>One of the two is null.</returns>
    public static (HuntToSubmit? Hunt, Problem? Problem) Read(SubmissionRequest request, ApiOptions options)
    {
        List<string> errors = [];
        var wanted = request.Options;
        CheckTexts(wanted.Name, request.IdempotencyKey, errors);
        var depth = Depth(wanted.Depth, options, errors);
        var maxAge = MaxAge(wanted.MaxAge, options, errors);
        var rules = Rules(request.Rules, options, errors);
        var content = Seeds(request, errors);
        if (errors.Count > 0 || content is null)
        {
            return (null, Problems.NotSubmitted(errors));
        }

        BadSeedLine[] firstBad = [.. Shortened(content).Take(MostBadLines)];
        if (content.Seeds.Count == 0)
        {
            return (null, new(422, "no-seed", "No seed", NoSeed(content.BadLines.Count)) { BadLines = firstBad });
        }

        if (content.Seeds.Count > options.MaxSeeds)
        {
            var detail = $"The hunt has {content.Seeds.Count} seeds; the service takes at most {options.MaxSeeds}.";
            return (null, Problems.Unprocessable("Too many seeds", $"{detail} Split them into several hunts, or have service.maxSeeds raised."));
        }

        return (new()
        {
            Name = wanted.Name is { Length: > 0 } name ? name : DefaultName,
            SubmittedBy = request.Caller,
            IdempotencyKey = request.IdempotencyKey,
            RequestHash = Hash(wanted, request.Rules, content),
            Depth = depth,
            Plain = wanted.Plain,
            SendReserved = options.SendReserved,
            Rules = rules,
            Sharing = content.SharingIn(rules.Sharing),
            MaxAge = wanted.Refresh ? TimeSpan.Zero : maxAge,
            Seeds = content.Seeds,
            Duplicates = content.Duplicates,
            BadLines = content.BadLines.Count,
            FirstBadLines = firstBad,
        }, null);
    }

    /// <summary>The seeds alone.</summary>
    /// <returns>One of the two is null.</returns>
    public static (SeedFileContent? Content, Problem? Problem) ReadSeeds(SubmissionRequest request)
    {
        List<string> errors = [];
        return Seeds(request, errors) is { } content ? (content, null) : (null, Problems.Unprocessable("The seeds cannot be read", errors[0], errors));
    }

    private static void CheckTexts(string? name, string? key, List<string> errors)
    {
        if (name is not null && PlainText.Validate(name, LongestName) is { } why)
        {
            errors.Add($"The name {why}.");
        }

        if (key is not null && (key.Length is 0 or > LongestKey || key.AsSpan().ContainsAnyExceptInRange(' ', '~')))
        {
            errors.Add("The Idempotency-Key must have 1 to 200 printable characters of ASCII.");
        }
    }

    private static int Depth(int? depth, ApiOptions options, List<string> errors)
    {
        var (least, most) = CommonBounds.Depth;
        if (depth is { } given && (given < least || given > most))
        {
            errors.Add($"The depth must be {least} to {most}; {given} was given.");
        }

        return depth ?? options.Depth;
    }

    private static TimeSpan MaxAge(string? text, ApiOptions options, List<string> errors)
    {
        if (text is null)
        {
            return options.MaxAge;
        }

        if (!Duration.TryParse(text, out var age) || age > CommonBounds.MaxAge.Most)
        {
            errors.Add("The maxAge must be a span of time with its unit, such as 90m, 24h or 7d, up to 3650d.");
        }

        return age;
    }

    private static HuntRules Rules(HuntRulesInput input, ApiOptions options, List<string> errors)
    {
        var reader = new HuntRulesReader(name => $"The {name}");
        var rules = reader.Read(input, options.DefaultRules);
        errors.AddRange(reader.Problems);
        return rules;
    }

    private static SeedFileContent? Seeds(SubmissionRequest request, List<string> errors)
    {
        if (request.File is { } file)
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            return SeedFile.Read(stream);
        }

        var seeds = request.Options.Seeds ?? [];
        for (var i = 0; i < seeds.Count; i++)
        {
            // A line break inside would shift the numbers of all that come after it.
            if (seeds[i] is null || seeds[i].AsSpan().ContainsAny('\r', '\n'))
            {
                errors.Add($"Element {i + 1} of seeds must be one line of text: give each seed as an element of its own.");
                return null;
            }
        }

        using var lines = new StringReader(string.Join('\n', seeds));
        return SeedFile.Read(lines);
    }

    /// <summary>
    /// What stands behind "line 3 ", as <c>explore</c> says it; of many of a kind the first few, then a count with the number of the first that it
    /// stands for.
    /// </summary>
    internal static IEnumerable<BadSeedLine> Shortened(SeedFileContent content) =>
        RepeatedBadLines.Shorten(content.BadLines).Select(lines => new BadSeedLine(
            lines.Line.Number,
            lines.Count == 0 ? $"({lines.Line.Text}) {lines.Line.Reason}. {lines.Line.Advice}."
                : lines.Count == 1 ? $"is like that too ({lines.Line.Kind}). {lines.Line.Advice}."
                : $"and {lines.Count - 1:N0} more like that ({lines.Line.Kind}). {lines.Line.Advice}."));

    private static string NoSeed(int badLines) => badLines == 0
        ? $"There is no seed in it. Write one a line, `type,value`, with the types {string.Join(", ", IocTypeNames.All)}."
        : $"None of its lines is a seed ({badLines} bad; errors names the first of each kind).";

    /// <summary>
    /// Of all that was given, as it was given: what another coordinator would fill in does not count. A rule that was not given adds nothing, so a new rule
    /// flag leaves the hashes of earlier submissions valid.
    /// </summary>
    /// <remarks>Any other change of what is hashed makes a submission that is repeated under its key across the upgrade be
    /// refused, as one of other content.</remarks>
    private static byte[] Hash(SubmitHunt wanted, HuntRulesInput rules, SeedFileContent content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(wanted.Name ?? "\0");
        Append(wanted.Depth?.ToString(CultureInfo.InvariantCulture) ?? "\0");
        Append(wanted.MaxAge ?? "\0");
        Append($"{wanted.Refresh} {wanted.Plain} {content.Duplicates.ToString(CultureInfo.InvariantCulture)}");
        foreach (var (name, texts) in rules.Given)
        {
            Append(string.Join('\0', [name, .. texts]));
        }

        Append("");
        foreach (var (seed, levels) in content.SaidOfSharing)
        {
            Append($"{seed.Value} {string.Join(' ', levels.Order())}");
        }

        foreach (var seed in content.Seeds)
        {
            Append(((int)seed.Type).ToString(CultureInfo.InvariantCulture));
            Append(seed.Value);
        }

        foreach (var line in content.BadLines)
        {
            Append(line.ToString());
        }

        return hash.GetHashAndReset();

        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
