// One more than the machine of the tests has processors: a cluster that waits for a node to be missed leaves its processor to others.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
