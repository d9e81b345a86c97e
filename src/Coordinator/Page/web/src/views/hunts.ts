import { get } from "../api.js";
import { append, button, count, h, replace, time } from "../dom.js";
import type { HuntPage, HuntView } from "../types.js";
import { tell } from "./problem.js";

const size = 50;

/** All hunts, the newest first, a page at a time. */
export async function showHunts(main: HTMLElement, _rest: string[], signal: AbortSignal): Promise<void> {
  const rows = h("tbody");
  const more = h("p");
  const problem = h("div");
  const load = async (before?: number): Promise<void> => {
    const page = await get<HuntPage>(`hunts?limit=${size}${before === undefined ? "" : `&before=${before}`}`, signal);
    append(rows, ...page.hunts.map(row));
    replace(more, page.next !== undefined && button("Older hunts", () => tell(problem, () => load(page.next))));
  };
  await load();
  replace(main,
    h("h1", { tabindex: "-1" }, "Hunts"),
    rows.childElementCount === 0
      ? h("p", {}, "No hunt was submitted yet. ", h("a", { href: "#/submit" }, "Submit the first."))
      : h("div", { class: "scroll" }, h("table", {},
        h("caption", { class: "unseen" }, "Hunts, the newest first"),
        h("thead", {}, h("tr", {}, ...["Hunt", "State", "Trees written", "With missing", "Nodes", "Submitted", "By"].map((head, at) => h("th", { scope: "col", class: at >= 2 && at <= 4 && "number" }, head)))),
        rows)),
    more,
    problem);
}

function row(hunt: HuntView): HTMLElement {
  const { complete, withMissing } = hunt.trees;
  return h("tr", {},
    h("td", {}, h("a", { href: `#/hunt/${hunt.id}` }, `${hunt.id} ${hunt.name}`)),
    h("td", {}, h("span", { class: `state ${hunt.state}` }, hunt.state)),
    h("td", { class: "number" }, `${count(complete + withMissing)} of ${count(hunt.seeds)}`),
    h("td", { class: "number" }, count(withMissing)),
    h("td", { class: "number" }, count(hunt.nodes)),
    h("td", {}, time(hunt.submittedAt)),
    h("td", {}, hunt.submittedBy));
}
