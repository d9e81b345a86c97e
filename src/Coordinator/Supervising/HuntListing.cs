using Akka.Actor;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>What the store has of how a hunt stands, and who is answered when it has more. One call is under way at a time. Pure state.</summary>
internal sealed class HuntListing
{
    private readonly List<(IActorRef To, long Version)> _replies = [];
    private long _version;
    private long _listed = -1;

    /// <summary>From <see cref="Begin"/> until it succeeds, pauses between tries included.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Trees of a retry that the store does not have yet; null: there is none.</summary>
    public IReadOnlyList<int>? Retried { get; private set; }

    public bool OwesReplies => _replies.Count > 0;

    /// <summary>Whether there is something to say, and nothing is being said.</summary>
    public bool IsDue => !IsUnderWay && (_listed != _version || Retried is not null);

    /// <summary>The hunt stands otherwise than before.</summary>
    public void Changed() => _version++;

    /// <summary>The same, and somebody is to be answered when it is listed.</summary>
    public void Changed(IActorRef replyTo)
    {
        _version++;
        _replies.Add((replyTo, _version));
    }

    public void Retry(IReadOnlyList<int> trees) => Retried = trees;

    /// <summary>The store lists it as it stands.</summary>
    public void TakeOver() => _listed = _version;

    /// <returns>The version that is said from now on.</returns>
    public long Begin()
    {
        IsUnderWay = true;
        return _version;
    }

    /// <summary>It failed, and its pause is over.</summary>
    public void BeginAgain() => IsUnderWay = false;

    /// <summary>The store has this version.</summary>
    /// <returns>True when it has the newest retry with it: what the hunt's trees accept has changed.</returns>
    public bool Succeeded(long version, IReadOnlyList<int>? retried)
    {
        (IsUnderWay, _listed) = (false, version);
        if (retried is null || !ReferenceEquals(retried, Retried))
        {
            return false;
        }

        Retried = null;
        return true;
    }

    /// <summary>Who is to be answered now, once.</summary>
    public IReadOnlyList<IActorRef> TakeReplies()
    {
        List<IActorRef> due = [.. _replies.Where(reply => reply.Version <= _listed).Select(reply => reply.To)];
        _replies.RemoveAll(reply => reply.Version <= _listed);
        return due;
    }
}
