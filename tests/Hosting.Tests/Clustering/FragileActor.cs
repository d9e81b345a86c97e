using Akka.Actor;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>Says which incarnation it is, and fails when it is told to.</summary>
internal sealed class FragileActor : UntypedActor
{
    public const string Who = "who";
    public const string Fail = "fail";

    private readonly Guid _id = Guid.NewGuid();

    protected override void OnReceive(object message)
    {
        if (message is Fail)
        {
            throw new InvalidOperationException("told to fail");
        }

        Sender.Tell(_id);
    }
}
