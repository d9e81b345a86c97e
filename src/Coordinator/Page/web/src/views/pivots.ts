import { get } from "../api.js";
import { count, counted, h, replace, table } from "../dom.js";
import type { Group, HuntView, Pivot, ReportView } from "../types.js";
import { iocLink, tagList } from "./ioc.js";
import { pathList } from "./why.js";

/** What joins the seeds: the best pivots first, then the groups with one path each as proof. */
export async function showPivots(body: HTMLElement, hunt: HuntView, signal: AbortSignal): Promise<void> {
  replace(body, h("p", { role: "status" }, "Reading the trees …"));
  const report = await get<ReportView>(`hunts/${hunt.id}/report?limit=200`, signal);
  replace(body,
    h("h2", {}, "Pivots"),
    report.pivots.length === 0
      ? h("p", {}, "No IOC is shared by several seeds.")
      : table("IOCs that several seeds share, the most telling first", ["IOC", "Type", "Seeds", "Distance", "Relations", "Tags", ""], report.pivots.map(pivot => pivotRow(hunt, pivot))),
    report.pivotsInAll > report.pivots.length && h("p", { class: "help" }, `The first ${count(report.pivots.length)} of ${count(report.pivotsInAll)}.`),
    h("h2", {}, "Groups of seeds"),
    ...(report.groups.length === 0 ? [h("p", {}, "No seeds are joined by anything specific.")] : report.groups.map((group, at) => groupView(hunt, group, at + 1))));
}

function pivotRow(hunt: HuntView, pivot: Pivot): (Node | string | null)[] {
  return [iocLink(hunt.id, pivot.ioc), pivot.ioc.type, count(pivot.seeds), count(pivot.distance), pivot.relations.join("; "), tagList(pivot.tags), pivot.note ?? ""];
}

function groupView(hunt: HuntView, group: Group, number: number): HTMLElement {
  const list = (iocs: Group["seeds"]) => h("ul", { class: "inline" }, ...iocs.map(ioc => h("li", {}, iocLink(hunt.id, ioc))));
  return h("details", { open: number <= 3 },
    h("summary", {}, `Group ${number}: ${counted(group.seeds.length, "seed")}`),
    h("h3", {}, "Seeds"), list(group.seeds),
    h("h3", {}, "Joined by"), list(group.binding),
    h("h3", {}, "Proof"), ...group.paths.map(path => pathList(hunt.id, path)));
}
