import { get } from "../api.js";
import { count, counted, h, replace, table } from "../dom.js";
import type { NodeView } from "../types.js";

/** The members of the cluster and the queues of their sources. */
export async function showService(main: HTMLElement, _rest: string[], signal: AbortSignal): Promise<void> {
  const { nodes } = await get<{ nodes: NodeView[] }>("nodes", signal);
  const throttles = nodes.flatMap(node => (node.throttles ?? []).map(throttle => [throttle.source, count(throttle.queued), count(throttle.inFlight), node.name]));
  replace(main,
    h("h1", { tabindex: "-1" }, "Service"),
    h("h2", {}, counted(nodes.length, "node")),
    table("Nodes", ["Name", "Kind", "State", "Version", "Explores"], nodes.map(node => [
      node.name, node.kind, node.state, node.version, node.kind === "coordinator" ? `${counted(node.hunts ?? 0, "hunt")}, ${counted(node.trees ?? 0, "tree")}` : ""])),
    h("h2", {}, "Throttles"),
    throttles.length > 0 ? table("Throttles", ["Source", "Waiting", "Under way", "Hosted by"], throttles, [1, 2]) : h("p", {}, "No source was asked yet."));
}
