using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Exploring;
using IocExplorer.Seed.Screens;

namespace IocExplorer.Seed.Verbs;

/// <summary>Lines for what changes while a hunt is watched: each once.</summary>
internal sealed class HuntChangeLines(Screen screen)
{
    private string? _problem;
    private HuntState? _state;

    public void Tell(ProgressView view)
    {
        var hunt = view.Hunt;
        if (_state is null)
        {
            screen.Say($"{HuntText.Name(hunt)}, {HuntText.State(hunt.State)}: {SeedInput.Seeds(hunt.Seeds, hunt.Duplicates)}, depth {hunt.Depth};"
                + $" submitted {HuntText.Time(hunt.SubmittedAt)} UTC by {hunt.SubmittedBy}.");
        }

        if (_state != hunt.State && hunt.State == HuntState.Paused)
        {
            screen.Say($"{HuntText.Name(hunt)} is paused: `ioc-explorer resume {hunt.Id}` takes it up again.");
        }
        else if (_state == HuntState.Paused && hunt.State == HuntState.Running)
        {
            screen.Say($"{HuntText.Name(hunt)} goes on.");
        }

        // That a hunt is paused was said above, with the command that resumes it.
        if (_problem != view.Problem && view.Problem is { } problem && hunt.State != HuntState.Paused)
        {
            screen.Complain(problem);
        }

        _state = hunt.State;
        _problem = view.Problem;
    }
}
