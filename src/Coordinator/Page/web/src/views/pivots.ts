import { get } from "../api.js";
import { count, counted, h, replace, table, time } from "../dom.js";
import type { HuntReport, HuntView, Pivot, SeedGroup } from "../types.js";
import { iocLink, tagList } from "./ioc.js";
import { pathList } from "./why.js";

/** What joins the seeds: the best pivots first, then the groups with one path from each seed as proof. */
export async function showPivots(body: HTMLElement, hunt: HuntView, signal: AbortSignal): Promise<void> {
  replace(body, h("p", { role: "status" }, "Reading the trees …"));
  const report = await get<HuntReport>(`hunts/${hunt.id}/report?limit=200`, signal);
  const shared = report.sharedIocs.reduce((sum, of) => sum + of.pivots, 0);
  replace(body,
    h("h2", {}, "Pivots"),
    h("p", { class: "help" }, `${counted(report.seeds, "seed")}, ${counted(report.iocs, "IOC")}, ${counted(report.relations, "relation")}; ${counted(shared, "IOC")} shared by several seeds. `,
      "The most telling come first: shared by many seeds, near to them, and rare in all that the ledger has seen. Follow one to see the answers that prove it."),
    ...standingOf(report),
    report.pivots.length === 0
      ? h("p", {}, "No IOC is shared by several seeds.")
      : pivotTable(hunt, report),
    shared > report.pivots.length && h("p", { class: "help" }, `The first ${count(report.pivots.length)} of ${count(shared)}.`),
    h("h2", {}, "Groups of seeds"),
    ...(report.groups.length === 0 ? [h("p", {}, "No seeds are joined by anything specific.")] : report.groups.map(group => groupView(hunt, group))));
}

/** How far the report can be relied on: made while the hunt goes on, or of trees that lack answers. */
export function standingOf(report: HuntReport): HTMLElement[] {
  return [
    ...(report.asOf ? [h("p", {}, "As of ", time(report.asOf), "; the hunt goes on.")] : []),
    ...(report.incompleteSeeds > 0 ? [h("p", {}, `Queries of ${counted(report.incompleteSeeds, "tree")} were not answered: they may share more than is known.`)] : []),
  ];
}

/** How common a pivot is beyond the hunt is shown where there are other hunts to compare with. */
export function pivotTable(hunt: HuntView, report: HuntReport): HTMLElement {
  const beyond = report.otherSeeds > 0 ? [`Of ${counted(report.otherSeeds, "other seed")}`] : [];
  return table("IOCs that several seeds share, the most telling first", ["IOC", "Type", "Seeds", ...beyond, "Distance", "Neighbours", "Relations", "Tags"],
    report.pivots.map(pivot => pivotRow(hunt, pivot, beyond.length > 0)), [2, 3, 4, ...beyond.map(() => 5)]);
}

function pivotRow(hunt: HuntView, pivot: Pivot, hasBeyond: boolean): (Node | string | null)[] {
  return [h("span", {}, iocLink(hunt.id, pivot.ioc), pivot.note && h("div", { class: "help" }, `ranks last: ${pivot.note}`)), pivot.ioc.type, count(pivot.seeds),
    ...(hasBeyond ? [count(pivot.otherSeeds)] : []), count(pivot.distance),
    count(pivot.degree), pivot.relations.join("; "), tagList(pivot.tags)];
}

function groupView(hunt: HuntView, group: SeedGroup): HTMLElement {
  return h("details", { open: group.number <= 3 },
    h("summary", {}, `Group ${group.number}: ${counted(group.seeds.length, "seed")}, joined by ${counted(group.bindingIocs, "IOC")}`),
    h("h3", {}, group.bindings.length < group.bindingIocs ? `What joins them, the first ${count(group.bindings.length)}` : "What joins them"),
    h("ul", { class: "inline" }, ...group.bindings.map(pivot => h("li", {}, iocLink(hunt.id, pivot.ioc)))),
    h("h3", {}, "Seeds, each with its way to one of these"),
    ...group.seeds.slice(0, 50).map(seed => pathList(hunt.id, seed.proof)),
    group.seeds.length > 50 && h("p", { class: "help" }, `and ${count(group.seeds.length - 50)} more`));
}
