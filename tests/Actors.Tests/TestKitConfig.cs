using IocExplorer.Testing;

namespace IocExplorer.Actors.Tests;

/// <summary>What the tests of actors set in the test kit.</summary>
internal static class TestKitConfig
{
    /// <summary>
    /// Nothing is logged, and what must come is waited for as long as <see cref="SafetyTimeout.Length"/>: the kit's own 3 s are short on a machine that has
    /// more to do than it can. What must not come is waited for nowhere.
    /// </summary>
    public const string Quiet =
        """
        akka.loglevel = OFF
        akka.test { single-expect-default = 120s, default-timeout = 120s }

        """;
}
