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
  leftThisMinute?: number; leftToday?: number; leftThisMonth?: number; waiting?: string; waitingUntil?: string;
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

/** What was understood of one line of a seed list. */
export interface PreviewLine { line: number; type?: string; value?: string; problem?: string; repeats?: number; }

export interface PreviewView { lines: PreviewLine[]; seeds: number; duplicates: number; badLines: number; }

/** A node of a tree; `index` is its place in walk order. */
export interface OutlineNode {
  index: number; type: string; value: string; relation?: string; expansion: string; reason?: string; children: number; missing: number; seen?: { first?: string; last?: string };
  tags?: Tag[];
}

export interface OutlinePage { nodes: OutlineNode[]; next?: number; }

export interface Pivot {
  ioc: IocView; seeds: number; distance: number; relations: string[]; degree: number; tags: Tag[]; isNoise: boolean; note?: string;
}

export interface Step { from: IocView; relation: string; to: IocView; source: string; operation: string; at?: string; }

export interface Group { seeds: IocView[]; binding: IocView[]; paths: Step[][]; }

export interface ReportView { trees: number; iocs: number; pivots: Pivot[]; pivotsInAll: number; groups: Group[]; groupsInAll: number; }

export interface WhyPath { seed: IocView; tree: number; steps: Step[]; expansion: string; reason?: string; }

export interface WhyView { ioc: IocView; paths: WhyPath[]; seeds: number; }

export interface GraphNode { type: string; value: string; seed: boolean; distance: number; tags: Tag[]; }

export interface GraphView { nodes: GraphNode[]; edges: { from: number; to: number; relation: string; source: string }[]; isCut: boolean; }
