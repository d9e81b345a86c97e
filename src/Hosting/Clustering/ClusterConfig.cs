using Akka.Configuration;
using IocExplorer.Hosting.Configuration;

namespace IocExplorer.Hosting.Clustering;

/// <summary>The settings of a node's ActorSystem. Each number stands with its reason; a user's <c>akka { }</c> section goes over all of them.</summary>
public static class ClusterConfig
{
    private const string Fixed = """
        akka {
          # Whatever is said before and after our logger runs would go to the console.
          stdout-loglevel = OFF
          stdout-logger-class = "IocExplorer.Hosting.Clustering.SilentLogger, IocExplorer.Hosting"
          loglevel = WARNING
          log-dead-letters-during-shutdown = off
          actor {
            provider = cluster
            # An Ask without a time-out of its own must not wait for ever, which is the default.
            ask-timeout = 10s
          }
          remote {
            log-remote-lifecycle-events = off
            dot-netty.tcp {
              # One connection carries heartbeats and all else between two nodes: large things are looked up, not sent.
              maximum-frame-size = 128000b
              log-frame-size-exceeding = 64000b
              # .NET's option of this name lets two processes listen on one port, and the second node would take the first one's place and messages.
              tcp-reuse-addr = off
            }
          }
          cluster {
            # A killed node is known after some 3 s, and a pause of 3 s (garbage collector, a busy machine) downs no node.
            failure-detector {
              heartbeat-interval = 500ms
              acceptable-heartbeat-pause = 3s
            }
            # Two threads for heartbeats alone, so that they never queue behind other work.
            use-dispatcher = akka.cluster.heartbeat-dispatcher
            heartbeat-dispatcher {
              type = Dispatcher
              executor = fork-join-executor
              throughput = 5
              fork-join-executor {
                parallelism-min = 2
                parallelism-factor = 1.0
                parallelism-max = 2
              }
            }
            # The table of addresses is read again every second; an address that does not answer is not waited for.
            seed-node-timeout = 2s
            retry-unsuccessful-join-after = 3s
            # Joining and leaving take a few rounds of these.
            gossip-interval = 500ms
            leader-actions-interval = 500ms
            unreachable-nodes-reaper-interval = 500ms
            periodic-tasks-initial-delay = 300ms
            log-info = off
            split-brain-resolver {
              # The side lives that gets the lease, which only one can: a cluster of two survives the death of either.
              active-strategy = lease-majority
              stable-after = 5s
              lease-majority {
                lease-implementation = akka.cluster.postgres-lease
                lease-name = iocexplorer-split-brain
              }
            }
            # Shorter than detection and stable-after: when the survivors need it, the lease of a downed node has expired.
            postgres-lease {
              lease-class = "IocExplorer.Hosting.Clustering.PostgresLease, IocExplorer.Hosting"
              heartbeat-timeout = 5s
              heartbeat-interval = 1s
              lease-operation-timeout = 4s
            }
            distributed-data.durable.keys = []
            sharding {
              state-store-mode = ddata
              remember-entities = off
              distributed-data.durable.keys = []
              # Costs at most this when a message of a hand-over is lost.
              handoff-timeout = 15s
              least-shard-allocation-strategy.rebalance-absolute-limit = 20
            }
          }
          # Nothing here is timed more finely, and each tick wakes a thread, also at rest.
          scheduler.tick-duration = 50ms
          coordinated-shutdown {
            # The process outlives its ActorSystem: it starts another one, or ends in its own way.
            exit-clr = off
            run-by-clr-shutdown-hook = off
            # Each is a limit, not a wait; 10 s for those that usually have something to do.
            default-phase-timeout = 1s
            phases {
              service-requests-done.timeout = 2s
              cluster-sharding-shutdown-region.timeout = 3s
              cluster-leave.timeout = 2s
              cluster-exiting.timeout = 2s
              actor-system-terminate.timeout = 3s
            }
          }
        }
        """;

    // The settings hold the database's password, for the journals.
    private const string Unlogged = "akka.log-config-on-start = off";

    /// <summary>The settings of a node.</summary>
    /// <param name="roles">What it does, see <see cref="ClusterRoles"/>.</param>
    /// <param name="parts">Settings of other parts (serialization, journals) that go over these.</param>
    /// <param name="user">The user's own section <c>akka</c>, which goes over everything, but cannot have the settings logged.</param>
    public static Config Create(string name, string version, IReadOnlyList<string> roles, RemotingSettings settings, Config parts, Config user)
    {
        var node = $$"""
            akka {
              remote.dot-netty.tcp {
                hostname = {{Quote(settings.Host)}}
                port = {{settings.Port}}
                public-hostname = {{Quote(settings.AdvertisedHost)}}
                {{(settings.PublicPort is { } port ? $"public-port = {port}" : "")}}
                enable-ssl = {{(settings.HasCertificates ? "on" : "off")}}
              }
              cluster {
                roles = [{{string.Join(", ", roles.Append(ClusterRoles.OfName(name)).Select(Quote))}}]
                app-version = {{Quote(version)}}
              }
            }
            """;
        Config[] layers =
        [
            ConfigurationFactory.ParseString(Fixed), ConfigurationFactory.ParseString(node), parts, user, ConfigurationFactory.ParseString(Unlogged),
        ];
        return layers.Where(config => !config.IsEmpty).Aggregate((under, over) => over.WithFallback(under));
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
