// The JSON of the API, as far as this page reads it.

export interface Problem {
  title?: string;
  detail?: string;
  errors?: (string | { line: number; reason: string })[];
}

export interface TreeTotals { waiting: number; exploring: number; complete: number; withMissing: number; givenUp: number; }

export interface HuntView {
  id: number; name: string; state: string; submittedBy: string; submittedAt: string; endedAt?: string; depth: number;
  seeds: number; duplicates: number; badLines: number; trees: TreeTotals; nodes: number;
}

export interface HuntPage { hunts: HuntView[]; next?: number; }

export interface QueryTotals { asked: number; found: number; empty: number; notAnswered: number; fromLedger: number; shared: number; }

export interface SourceProgress {
  source: string; requests: number; found: number; empty: number; notAnswered: number; inFlight: number;
  waiting?: string; waitingUntil?: string;
  /** What is left of the quota in each window; absent where there is no limit. */
  [left: `left${string}`]: number | undefined;
}

export interface ProgressView {
  hunt: HuntView; elapsedSeconds: number; queries: QueryTotals; bySource: Record<string, QueryTotals>; sources: SourceProgress[]; problem?: string;
}

export interface MissingView { source: string; operation: string; reason: string; detail: string; queries: number; trees: number; }

export interface SummaryView { hunt: HuntView; queries: QueryTotals; missing: MissingView[]; firstProblems: string[]; }

export interface TreeView { number: number; type: string; value: string; state: string; nodes?: number; missing?: number; fileName?: string; problem?: string; }

export interface TreePage { trees: TreeView[]; next?: number; }

export interface NodeView {
  id: number; kind: string; name: string; address: string; version: string; state: string; hunts?: number; trees?: number;
  throttles?: { source: string; queued: number; inFlight: number }[];
}

export interface Tag { name: string; class: string; by: string; version?: string; }

export interface IocView { type: string; value: string; }

/** What is understood of a list of seeds; the first of each kind and how many there are. */
export interface SeedPreview { seeds: IocView[]; seedsInAll: number; duplicates: number; badLines: { line: number; reason: string }[]; badLinesInAll: number; }

export interface Seen { first?: string; last?: string; }

/** A node of a tree; `index` is its place in walk order. */
export interface OutlineNode {
  index: number; ioc: IocView; relation?: string; expansion: string; reason?: string; children: number; missing: number; seen: Seen; tags: Tag[];
}

export interface OutlinePage { nodes: OutlineNode[]; next?: number; }

export interface Pivot {
  ioc: IocView; standing: string; note?: string; seeds: number; boundSeeds: number; distance: number; degree: number; relations: string[]; tags: Tag[];
  otherSeeds: number;
}

/** One IOC on the way from a seed, and the answer that named it; the seed has neither relation nor source. */
export interface PathStep { ioc: IocView; relation?: string; source?: string; operation?: string; at?: string; expansion: string; reason?: string; }

export interface IocPath { seedNumber: number; steps: PathStep[]; }

export interface SeedGroup { number: number; seeds: { number: number; ioc: IocView; proof: IocPath }[]; bindingIocs: number; bindings: Pivot[]; }

/** `otherSeeds`: different seeds of other hunts, against which it is said how common a pivot is; `asOf`: when it was made, while the hunt goes on. */
export interface HuntReport {
  seeds: number; incompleteSeeds: number; otherSeeds: number; asOf?: string; iocs: number; relations: number; sharedIocs: { standing: string; pivots: number }[];
  pivots: Pivot[]; groups: SeedGroup[];
}

/** A format of export, by its name in the API. */
export interface ExportFormat { name: string; description: string; }

export interface WhyAnswer { ioc: IocView; trees: number; paths: IocPath[]; }

export interface GraphView { nodes: { ioc: IocView; isSeed: boolean; tags: Tag[] }[]; edges: { from: number; to: number; relation: string; source?: string }[]; isCut: boolean; }
