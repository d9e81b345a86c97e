using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

/// <summary>Permits are used, given back late and in parts, by workers of this incarnation and of those before.</summary>
public sealed class KeyStandingPropertyTests
{
    private static readonly Config _many = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly TimeSpan _life = TimeSpan.FromSeconds(1);

    [Fact]
    public void AnyReservationsGiveBacksAndRestarts_OverspendNoWindow() =>
        Prop.ForAll(Arb.From(Runs(jumps: false, restarts: true)), run => new Game(run).KeepsLimits()).Check(_many);

    [Fact]
    public void AnyReservationsGiveBacksAndClocksThatAreSet_OverspendNoWindow() =>
        Prop.ForAll(Arb.From(Runs(jumps: true, restarts: false)), run => new Game(run).KeepsLimits()).Check(_many);

    private static Gen<Run> Runs(bool jumps, bool restarts)
    {
        var reserve = from wanted in Gen.Choose(1, 80)
                      from unused in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(0, 6)))
                      select new Step(Kind.Reserve, wanted, unused);
        var giveBack = from which in Gen.Choose(0, 9)
                       from count in Gen.Choose(1, 4)
                       select new Step(Kind.GiveBack, which, count);
        var pass = Gen.Frequency(
                (6, Gen.Choose(1, 2_000)),
                (3, Gen.Choose(2_000, 62_000)),
                (1, Gen.Choose(60_000, 40_000_000)))
            .Select(ms => new Step(Kind.Pass, ms, 0));
        var jump = Gen.Choose(-30 * 3600, 30 * 3600).Select(s => new Step(Kind.Jump, s, 0));
        var restart = Gen.Constant(new Step(Kind.Restart, 0, 0));
        var steps = Gen.Frequency((10, reserve), (6, giveBack), (8, pass), (jumps ? 1 : 0, jump), (restarts ? 2 : 0, restart)).ListOf(120);
        return from perMinute in Gen.Elements(0, 1, 4, 7, 60, 240, 3000)
               from perDay in Gen.Elements(0, 5, 50, 500)
               from seed in Gen.Choose(1, int.MaxValue)
               from played in steps
               select new Run(new(perMinute, perDay, 0), seed, [.. played]);
    }

    private enum Kind
    {
        Reserve,
        GiveBack,
        Pass,
        Jump,
        Restart,
    }

    private sealed record Step(Kind Kind, int First, int Second);

    private sealed record Run(QuotaLimits Limits, int Seed, IReadOnlyList<Step> Steps)
    {
        public override string ToString() => $"{Limits} seed {Seed}: {string.Join(", ", Steps)}";
    }

    private sealed class Game
    {
        private readonly NamedRef _worker = new("worker");
        private readonly FakeTime _time = new(new(2026, 1, 31, 23, 58, 30, TimeSpan.Zero));
        private readonly List<(long At, DateTimeOffset Granted)> _used = [];
        private readonly List<(long Name, int Unused)> _unused = [];
        private readonly Run _run;
        private readonly Random _random;
        private KeyState _key;
        private string _written = "";

        public Game(Run run)
        {
            (_run, _random) = (run, new(run.Seed));
            _key = Begin();
            foreach (var step in run.Steps)
            {
                Play(step);
            }
        }

        public bool KeepsLimits()
        {
            _used.Sort();
            var (minute, window) = (TimeSpan.FromMinutes(1).Ticks, new Queue<long>());
            foreach (var (at, _) in _used)
            {
                window.Enqueue(at);
                while (at - window.Peek() >= minute)
                {
                    window.Dequeue();
                }

                if (_run.Limits.PerMinute > 0 && window.Count > _run.Limits.PerMinute)
                {
                    return false;
                }
            }

            return _run.Limits.PerDay == 0
                || _used.GroupBy(used => used.Granted.UtcDateTime.Date).All(day => day.Count() <= _run.Limits.PerDay);
        }

        private void Play(Step step)
        {
            switch (step.Kind)
            {
                case Kind.Reserve:
                    Reserve(step.First, step.Second);
                    break;
                case Kind.GiveBack when _unused.Count > 0:
                    // In parts, late, and in any order; some were reserved by an incarnation before.
                    var (name, unused) = _unused[^(1 + (step.First % _unused.Count))];
                    var count = Math.Min(step.Second, unused);
                    _unused.Remove((name, unused));
                    _unused.Add((name, unused - count));
                    _key.GiveBack(name, count);
                    break;
                case Kind.Pass:
                    _time.Advance(TimeSpan.FromMilliseconds(step.First));
                    break;
                case Kind.Jump:
                    _time.Jump(TimeSpan.FromSeconds(step.First));
                    break;
                case Kind.Restart:
                    _time.Advance(TimeSpan.FromMilliseconds(1));
                    _key = Begin();
                    break;
                default:
                    break;
            }
        }

        private KeyState Begin()
        {
            var key = new KeyState("VirusTotal 0", _time);
            key.Handle(_worker, _run.Limits, 4);
            key.Know(QuotaText.Read(_written, _run.Limits, _time.GetUtcNow()));
            return key;
        }

        private void Reserve(int wanted, int unused)
        {
            if (_run.Limits.IsUnlimited || _key.Reserve(wanted, _life).Grant is not { } grant)
            {
                return;
            }

            _written = _key.Text();
            var used = Math.Max(0, grant.Count - unused);
            for (var i = 0; i < used; i++)
            {
                // It lies for a while, and is on its way for a while.
                var later = (_life + TimeSpan.FromMilliseconds(500)) * _random.NextDouble();
                _used.Add((_time.GetTimestamp() + later.Ticks, _time.GetUtcNow()));
            }

            _unused.Add((_key.NameOf(grant), grant.Count - used));
        }
    }
}
