import { get } from "../api.js";
import { append, button, count, h, replace, rowTable, time } from "../dom.js";
import type { HuntPage, HuntView } from "../types.js";
import { tell } from "./problem.js";

const size = 50;

/** How often hunts that are under way are looked at again. */
const lookEvery = 5000;

/** All hunts, the newest first, a page at a time. */
export async function showHunts(main: HTMLElement, _rest: string[], signal: AbortSignal): Promise<void> {
  const rows = h("tbody");
  const more = h("p");
  const problem = h("div");
  const load = async (before?: number): Promise<void> => {
    const page = await get<HuntPage>(`hunts?limit=${size}${before === undefined ? "" : `&before=${before}`}`, signal);
    for (const hunt of page.hunts) {
      put(rows, hunt);
    }

    replace(more, page.next !== undefined && button("Older hunts", () => tell(problem, () => load(page.next))));
  };
  await load();
  replace(main,
    h("h1", { tabindex: "-1" }, "Hunts"),
    rows.childElementCount === 0
      ? h("p", {}, "No hunt was submitted yet. ", h("a", { href: "#/submit" }, "Submit the first."))
      : rowTable("Hunts, the newest first", ["Hunt", "State", "Trees written", "With missing", "Nodes", "Submitted", "By"], [2, 3, 4], rows),
    more,
    problem);
  void follow(rows, signal);
}

/** A row that is there is replaced when something of it has changed, and keeps the focus. */
function put(rows: HTMLElement, hunt: HuntView): void {
  const made = row(hunt);
  const old = rows.querySelector(`[data-hunt="${Number(hunt.id)}"]`);
  if (!old) {
    append(rows, made);
  } else if (old.innerHTML !== made.innerHTML) {
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(made);
    if (hadFocus) {
      made.querySelector("a")!.focus();
    }
  }
}

/** The newest hunts are the ones that may be under way. */
async function follow(rows: HTMLElement, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && rows.querySelector(".running, .paused")) {
    await new Promise(resolve => setTimeout(resolve, lookEvery));
    try {
      const page = signal.aborted ? [] : (await get<HuntPage>(`hunts?limit=${size}`, signal)).hunts;
      page.filter(hunt => rows.querySelector(`[data-hunt="${Number(hunt.id)}"]`)).forEach(hunt => put(rows, hunt));
    } catch { /* What was shown stays; the next look may succeed. */ }
  }
}

function row(hunt: HuntView): HTMLElement {
  const { complete, withMissing } = hunt.trees;
  return h("tr", { "data-hunt": hunt.id },
    h("td", {}, h("a", { href: `#/hunt/${hunt.id}` }, `${hunt.id} ${hunt.name}`)),
    h("td", {}, h("span", { class: `state ${hunt.state}` }, hunt.state)),
    h("td", { class: "number" }, `${count(complete + withMissing)} of ${count(hunt.seeds)}`),
    h("td", { class: "number" }, count(withMissing)),
    h("td", { class: "number" }, count(hunt.nodes)),
    h("td", {}, time(hunt.submittedAt)),
    h("td", {}, hunt.submittedBy));
}
