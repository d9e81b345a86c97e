using Spectre.Console.Rendering;

namespace IocExplorer.Seed.Screens;

/// <summary>
/// A picture that is painted over and over. It leaves the last columns free: a terminal shows <c>^C</c> behind the picture, and that must not begin another
/// row, or the next picture is painted one too low.
/// </summary>
/// <param name="whole">What is shown.</param>
/// <param name="narrow">What is shown where that has no room: its words would be cut into letters.</param>
internal sealed class ProgressPicture(IRenderable whole, IRenderable narrow) : Renderable
{
    private const int Free = 2;
    private const int Narrowest = 70;

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        (maxWidth < Narrowest ? narrow : whole).Render(options, Math.Max(1, maxWidth - Free));
}
