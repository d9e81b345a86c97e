import { download, get, post, remove, watch } from "../api.js";
import { button, count, counted, h, replace, table, time } from "../dom.js";
import type { HuntView, MissingView, ProgressView, SourceProgress, SummaryView } from "../types.js";
import { tell } from "./problem.js";
import { showGraph } from "./graph.js";
import { showPivots } from "./pivots.js";
import { showTree } from "./tree.js";
import { showTrees } from "./trees.js";
import { showWhy } from "./why.js";

const tabs: [string, string][] = [["", "Progress"], ["pivots", "Pivots"], ["trees", "Trees"], ["why", "Why"], ["graph", "Graph"]];

/** The formats of export, by their names in the API. */
const formats: [string, string][] = [
  ["stix", "STIX 2.1 bundle"], ["misp", "MISP event"], ["graphml", "GraphML"], ["gexf", "GEXF"], ["csv-nodes", "CSV of IOCs"], ["csv-edges", "CSV of relations"],
  ["csv-relations", "CSV for --relations"], ["ndjson", "NDJSON of relations"], ["html", "HTML with graph"],
  ...["domain", "ip", "url", "email", "file"].map((type): [string, string] => [`blocklist-${type}`, `Blocklist: ${type}`]),
];

/** One hunt: `#/hunt/ID`, then the tab and what it shows. */
export async function showHunt(main: HTMLElement, rest: string[], signal: AbortSignal): Promise<void> {
  const [id = "", tab = "", ...what] = rest;
  const hunt = await get<HuntView>(`hunts/${encodeURIComponent(id)}`, signal);
  const body = h("section", { "aria-label": tabs.find(([key]) => key === tab)?.[1] ?? "Hunt" });
  replace(main,
    h("h1", { tabindex: "-1" }, `Hunt ${hunt.id} ${hunt.name}`),
    h("nav", { class: "tabs", "aria-label": "Parts of the hunt" }, ...tabs.map(([key, text]) =>
      h("a", { href: `#/hunt/${hunt.id}${key && `/${key}`}`, "aria-current": (key === tab || (key === "trees" && tab === "tree")) && "page" }, text))),
    body);
  switch (tab) {
    case "pivots": return showPivots(body, hunt, signal);
    case "trees": return showTrees(body, hunt, signal);
    case "tree": return showTree(body, hunt, Number(what[0]), signal);
    case "why": return showWhy(body, hunt, what, signal);
    case "graph": return showGraph(body, hunt, what, signal);
    default: return showProgress(body, hunt, signal);
  }
}

async function showProgress(body: HTMLElement, hunt: HuntView, signal: AbortSignal): Promise<void> {
  const state = h("div", { "aria-live": "polite" });
  const sources = h("div");
  const missing = h("div");
  const actions = h("div", { class: "actions" });
  const problem = h("div");
  replace(body, state, actions, problem, sources, missing);

  const change = (verb: string) => button(verb[0]!.toUpperCase() + verb.slice(1), () => tell(problem, async () => showState((await post<HuntView>(`hunts/${hunt.id}/${verb}`)))));

  function showState(now: HuntView): void {
    const isOver = !["running", "paused", "preparing"].includes(now.state.toLowerCase());
    const format = h("select", { id: "format" }, ...formats.map(([key, text]) => h("option", { value: key }, text)));
    replace(actions,
      now.state.toLowerCase() === "running" && change("pause"),
      now.state.toLowerCase() === "paused" && change("resume"),
      !isOver && change("cancel"),
      isOver && now.trees.withMissing + now.trees.givenUp > 0 && change("retry"),
      button("Download trees", () => tell(problem, () => download(`hunts/${hunt.id}/results.zip`, `hunt-${hunt.id}.zip`))),
      h("label", { for: "format" }, "Export as"), format,
      button("Export", () => tell(problem, () => download(`hunts/${hunt.id}/exports/${format.value}`))),
      isOver && button("Delete", () => tell(problem, async () => {
        if (confirm(`Delete hunt ${hunt.id} with its results? What sources answered stays in the ledger.`)) {
          await remove(`hunts/${hunt.id}`);
          location.hash = "#/hunts";
        }
      }), { class: "plain" }));
  }

  function showView(view: ProgressView): void {
    const { trees, seeds } = view.hunt;
    const written = trees.complete + trees.withMissing;
    replace(state,
      h("p", {}, h("span", { class: `state ${view.hunt.state.toLowerCase()}` }, view.hunt.state), ` ${count(written)} of ${counted(seeds, "tree")} written, `,
        `${count(trees.withMissing)} with something missing, ${count(trees.givenUp)} given up; ${counted(view.hunt.nodes, "node")}.`),
      h("progress", { max: Math.max(1, seeds), value: written + trees.givenUp, "aria-label": "Trees written" }),
      view.problem && h("p", { class: "problem" }, view.problem),
      h("p", { class: "help" }, "Submitted ", time(view.hunt.submittedAt), ` by ${view.hunt.submittedBy}, depth ${view.hunt.depth}. `,
        `${counted(view.queries.asked, "query", "queries")}: ${count(view.queries.found)} found something, ${count(view.queries.empty)} nothing, `,
        `${count(view.queries.notAnswered)} without an answer; ${count(view.queries.fromLedger)} answers were in the ledger.`));
    const windows = windowsOf(view.sources);
    replace(sources, h("h2", {}, "Sources"), table("Sources", ["Source", "Requests", "Under way", ...windows.map(heading), "Waits for"],
      view.sources.map(source => sourceRow(source, windows))));
    showState(view.hunt);
  }

  showView(await get<ProgressView>(`hunts/${hunt.id}/progress`, signal));
  replace(missing, ...missingRows((await get<SummaryView>(`hunts/${hunt.id}/summary`, signal)).missing));
  void watch(hunt.id, showView, signal).then(async () => {
    if (!signal.aborted) {
      replace(missing, ...missingRows((await get<SummaryView>(`hunts/${hunt.id}/summary`, signal)).missing));
    }
  }).catch(() => { /* The view was left, or says what it knew last; a reload of the view says what is wrong. */ });
}

type Left = `left${string}`;

/** The quota windows, by the names of their members: the usual ones always, others where a source has them. `leftThisMinute` is headed "Left this minute". */
const windowsOf = (sources: SourceProgress[]) => [...new Set(["leftThisMinute", "leftToday", "leftThisMonth",
  ...sources.flatMap(source => Object.keys(source)).filter(name => name.startsWith("left"))])] as Left[];
const heading = (name: Left) => `L${name.slice(1).replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)}`;

const left = (permits: number | undefined) => permits === undefined ? "no limit" : count(permits);

function sourceRow(source: SourceProgress, windows: Left[]): (string | Node | null)[] {
  return [source.source, count(source.requests), count(source.inFlight), ...windows.map(window => left(source[window])),
    source.waiting ? h("span", {}, source.waiting, source.waitingUntil && h("span", {}, " until ", time(source.waitingUntil))) : ""];
}

function missingRows(missing: MissingView[]): HTMLElement[] {
  return missing.length === 0 ? [] : [
    h("h2", {}, "What is missing, and why"),
    table("Missing answers", ["Source", "Operation", "Reason", "Queries", "Trees"], missing.map(group => [
      group.source, group.operation, `${group.reason}: ${group.detail}`, count(group.queries), count(group.trees)])),
  ];
}
