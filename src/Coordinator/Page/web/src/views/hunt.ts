import { download, get, post, remove, watch } from "../api.js";
import { button, count, counted, h, replace, table, time } from "../dom.js";
import type { ExportFormat, HuntReport, HuntView, MissingView, ProgressView, SourceProgress, SummaryView } from "../types.js";
import { problemText, tell } from "./problem.js";
import { showGraph } from "./graph.js";
import { pivotTable, showPivots, standingOf } from "./pivots.js";
import { showTree } from "./tree.js";
import { showTrees } from "./trees.js";
import { showWhy } from "./why.js";

/** In a larger hunt pivots are read when they are asked for. */
const mostNodesReadAtOnce = 200_000;

const tabs: [string, string][] = [["", "Overview"], ["pivots", "Pivots"], ["trees", "Trees"], ["why", "Why"], ["graph", "Graph"]];

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
  const state = h("div");
  const change = h("span", { "aria-live": "polite", class: "unseen" });
  const connection = h("div", { "aria-live": "polite" });
  const steps = h("span", { class: "steps" });
  const last = h("span", { class: "steps" });
  const problem = h("div");
  const found = h("div");
  const missing = h("div");
  const sources = h("div");
  const { formats } = await get<{ formats: ExportFormat[] }>("exports", signal);
  const format = h("select", { id: "format", "aria-describedby": "format-help", onChange: () => describe() }, ...formats.map(({ name }) => h("option", { value: name }, name)));
  const help = h("p", { class: "help", id: "format-help" });
  const remarks = h("div", { "aria-live": "polite" });
  const describe = () => replace(help, format.value, ": ", formats.find(({ name }) => name === format.value)?.description);
  const fetched = (path: string, name?: string) => tell(problem, async () => {
    replace(remarks);
    const remark = await download(path, name);
    replace(remarks, remark && h("p", {}, remark));
  });
  describe();
  replace(body, change, state, connection, h("div", { class: "actions" },
    steps,
    button("Download trees", () => fetched(`hunts/${hunt.id}/results.zip`, `hunt-${hunt.id}.zip`)),
    h("label", { for: "format" }, "Export as"), format,
    button("Export", () => fetched(`hunts/${hunt.id}/exports/${format.value}`)),
    last), help, remarks, problem, found, missing, sources);
  let offered = "";
  let isFollowed = false;

  const step = (verb: string) => button(verb[0]!.toUpperCase() + verb.slice(1), () => tell(problem, async () => {
    const now = await post<HuntView>(`hunts/${hunt.id}/${verb}`);
    offer(now);
    steps.querySelector("button")?.focus();
    follow();
  }));

  const deletion = () => button("Delete", () => tell(problem, async () => {
    if (confirm(`Delete hunt ${hunt.id} with its results? What sources answered stays in the ledger.`)) {
      await remove(`hunts/${hunt.id}`);
      location.hash = "#/hunts";
    }
  }), { class: "plain" });

  /** What can be done with the hunt now. Nothing moves under the pointer or the focus while that stays. */
  function offer(now: HuntView): void {
    const verbs = now.state === "running" ? ["pause", "cancel"] : now.state === "paused" ? ["resume", "cancel"]
      : [now.state !== "finished" || now.trees.withMissing + now.trees.givenUp > 0 ? "retry" : "", "delete"].filter(verb => verb);
    if (offered !== verbs.join()) {
      offered = verbs.join();
      replace(steps, ...verbs.filter(verb => verb !== "delete").map(step));
      replace(last, verbs.includes("delete") && deletion());
    }
  }

  function showView(view: ProgressView): void {
    replace(connection);
    if (change.textContent !== `Hunt ${view.hunt.state}`) {
      replace(change, `Hunt ${view.hunt.state}`);
    }

    const { trees, seeds } = view.hunt;
    const written = trees.complete + trees.withMissing;
    replace(state,
      h("p", {}, h("span", { class: `state ${view.hunt.state.toLowerCase()}` }, view.hunt.state), ` ${count(written)} of ${counted(seeds, "tree")} written, `,
        `${count(trees.withMissing)} with something missing, ${count(trees.givenUp)} given up; ${counted(view.hunt.nodes, "node")}`,
        view.hunt.badLines > 0 && `; ${counted(view.hunt.badLines, "line")} of the list left out`, "."),
      h("progress", { max: Math.max(1, seeds), value: written + trees.givenUp, "aria-label": "Trees written" }),
      view.problem && h("p", { class: "problem" }, view.problem),
      h("p", { class: "help" }, "Submitted ", time(view.hunt.submittedAt), ` by ${view.hunt.submittedBy}`, view.hunt.endedAt && ", ended ", time(view.hunt.endedAt), `, depth ${view.hunt.depth}. `,
        `${counted(view.queries.asked, "query", "queries")}: ${count(view.queries.found)} found something, ${count(view.queries.empty)} nothing, `,
        `${count(view.queries.notAnswered)} without an answer; ${counted(view.queries.fromLedger, "answer was", "answers were")} in the ledger.`));
    const windows = windowsOf(view.sources);
    replace(sources, h("h2", {}, "Sources"), table("Sources", ["Source", "Requests", "Under way", ...windows.map(heading), "Waits for"],
      view.sources.map(source => sourceRow(source, windows)), [1, 2, ...windows.map((_, i) => i + 3)]));
    offer(view.hunt);
  }

  /** Until the hunt ends, then what it found; a retry begins that anew. */
  function follow(): void {
    if (isFollowed) {
      return;
    }

    isFollowed = true;
    const lost = () => replace(connection, h("p", { class: "problem" }, "The connection to the service is lost: this is how the hunt stood before. Trying again …"));
    // A retry may come while what was found is still being read.
    watch(hunt.id, showView, lost, signal).finally(() => isFollowed = false)
      .then(() => signal.aborted ? undefined : Promise.all([showMissing(), showFound()]))
      .catch(error => {
        if (!signal.aborted) {
          replace(connection, h("p", { role: "alert", class: "problem" }, problemText(error)));
        }
      });
  }

  async function showMissing(): Promise<void> {
    replace(missing, ...missingRows((await get<SummaryView>(`hunts/${hunt.id}/summary`, signal)).missing));
  }

  async function showFound(): Promise<void> {
    const all = h("p", {}, h("a", { href: `#/hunt/${hunt.id}/pivots` }, "All pivots, and the groups of seeds"));
    const { nodes } = await get<HuntView>(`hunts/${hunt.id}`, signal);
    const report = nodes > mostNodesReadAtOnce ? undefined : await get<HuntReport>(`hunts/${hunt.id}/report?limit=5`, signal);
    replace(found, h("h2", {}, "What joins the seeds"),
      ...(report ? standingOf(report) : []), report && (report.pivots.length > 0 ? pivotTable(hunt, report) : h("p", {}, "No IOC is shared by several seeds.")), all);
  }

  showView(await get<ProgressView>(`hunts/${hunt.id}/progress`, signal));
  await showMissing();
  follow();
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
