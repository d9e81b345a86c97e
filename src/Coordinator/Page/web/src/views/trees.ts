import { get } from "../api.js";
import { append, button, count, h, replace, rowTable } from "../dom.js";
import type { HuntView, TreePage } from "../types.js";
import { tell } from "./problem.js";

/** The trees of a hunt in the order of its seeds, a page at a time. */
export async function showTrees(body: HTMLElement, hunt: HuntView, signal: AbortSignal): Promise<void> {
  const rows = h("tbody");
  const more = h("p");
  const problem = h("div");
  const load = async (after: number): Promise<void> => {
    const page = await get<TreePage>(`hunts/${hunt.id}/trees?limit=100&after=${after}`, signal);
    append(rows, ...page.trees.map(tree => h("tr", {},
      h("td", { class: "number" }, count(tree.number)),
      h("td", { class: "value" }, tree.fileName ? h("a", { href: `#/hunt/${hunt.id}/tree/${tree.number}` }, tree.value) : tree.value),
      h("td", {}, tree.type),
      h("td", {}, tree.problem ?? tree.state),
      h("td", { class: "number" }, tree.nodes === undefined ? "" : count(tree.nodes)),
      h("td", { class: "number" }, tree.missing ? count(tree.missing) : ""))));
    replace(more, page.next !== undefined && button("More trees", () => tell(problem, () => load(page.next!))));
  };
  await load(0);
  replace(body, rowTable("Trees of the hunt", ["No.", "Seed", "Type", "State", "Nodes", "Missing"], [0, 4, 5], rows), more, problem);
}
