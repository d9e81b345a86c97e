using IocExplorer.Messages.Service.Seeds;

namespace IocExplorer.Persistence.Postgres.Hunts;

/// <summary>A hunt before it has a number. Everything in it was checked by the caller.</summary>
public sealed record HuntToSubmit
{
    public required string Name { get; init; }

    /// <summary>The name of the token.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>The same key of the same submitter makes one hunt; null makes one in any case.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Of everything that was submitted: distinguishes a repeated request from another one with the same key.</summary>
    public required ReadOnlyMemory<byte> RequestHash { get; init; }

    public required int Depth { get; init; }

    public required bool Plain { get; init; }

    public required bool SendReserved { get; init; }

    /// <summary>What is followed and sent.</summary>
    public HuntRules Rules { get; init; } = new();

    /// <summary>Seeds whose sharing level is not that of the rules.</summary>
    public IReadOnlyDictionary<Ioc, SharingLevel> Sharing { get; init; } = new Dictionary<Ioc, SharingLevel>();

    /// <summary>How old facts may be, counted back from the moment of submission on the database's clock; zero asks everything anew.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>Distinct, in the order of the file.</summary>
    public required IReadOnlyList<Ioc> Seeds { get; init; }

    public required int Duplicates { get; init; }

    public required int BadLines { get; init; }

    public required IReadOnlyList<BadSeedLine> FirstBadLines { get; init; }
}
