import cytoscape from "cytoscape";
import { get } from "../api.js";
import { counted, h, replace, visible } from "../dom.js";
import type { GraphView, HuntView } from "../types.js";
import { iocPath } from "./ioc.js";

const shapes: Record<string, cytoscape.Css.NodeShape> = { domain: "ellipse", ip_address: "rectangle", file: "diamond", email: "hexagon", url: "round-rectangle" };

/** So few IOCs have the space for labels that are as large as other text. */
const few = 30;

/** Where a node stands before the layout, on a spiral: from the same places it comes to the same picture. */
const start = (at: number) => ({ x: 20 * Math.sqrt(at) * Math.cos(2.4 * at), y: 20 * Math.sqrt(at) * Math.sin(2.4 * at) });

/** The graph around an IOC, drawn on a canvas: values are text there and can run nothing. Without an IOC, around the best pivots. */
export async function showGraph(body: HTMLElement, hunt: HuntView, what: string[], signal: AbortSignal): Promise<void> {
  const [type, value] = what;
  const around = value ? `?type=${encodeURIComponent(type ?? "")}&value=${encodeURIComponent(value)}` : "";
  replace(body, h("p", { role: "status" }, "Reading the trees …"));
  const graph = await get<GraphView>(`hunts/${hunt.id}/graph${around}`, signal);
  if (graph.nodes.length === 0) {
    return replace(body, h("p", {}, value ? `${value} stands in no tree of this hunt.` : "No seeds are joined by anything specific. The graph around an IOC is shown from its \"why\"."));
  }

  const canvas = h("div", { class: "graph", role: "img", "aria-label": `Graph with ${graph.nodes.length} IOCs; the same is in the list below` });
  const list = h("details", {}, h("summary", {}, "As a list"), h("ul", {}, ...graph.edges.map(edge => {
    const [from, to] = [graph.nodes[edge.from]!, graph.nodes[edge.to]!];
    return h("li", {}, h("a", { href: iocPath(hunt.id, "why", from.ioc) }, from.ioc.value), " ", h("span", { class: "relation" }, edge.relation), " ",
      h("a", { href: iocPath(hunt.id, "why", to.ioc) }, to.ioc.value));
  })));
  replace(body,
    h("p", {}, value ? `Around ${value}: ` : "What binds the groups of seeds: ", `${counted(graph.nodes.length, "IOC")}, ${counted(graph.edges.length, "relation")}.`,
      graph.isCut && " There are more; the nearest are shown.", " Click an IOC to see why it is here."),
    canvas, h("p", { class: "help legend", "aria-hidden": "true" }, h("span", { class: "seed" }, "● seed"), h("span", { class: "other" }, "● found"),
      ...Object.entries({ domain: "○", ip_address: "□", file: "◇", email: "⬡", url: "▢" }).map(([type, mark]) => h("span", {}, `${mark} ${type}`))), list);
  draw(canvas, graph, hunt.id, signal);
}

function draw(canvas: HTMLElement, graph: GraphView, hunt: number, signal: AbortSignal): void {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const cy = cytoscape({
    container: canvas,
    elements: [
      ...graph.nodes.map((node, at) => ({ data: { id: `n${at}`, label: visible(node.ioc.value), shape: shapes[node.ioc.type] ?? "ellipse", seed: node.isSeed ? 1 : 0, at }, position: start(at) })),
      ...graph.edges.map((edge, at) => ({ data: { id: `e${at}`, source: `n${edge.from}`, target: `n${edge.to}`, label: visible(edge.relation) } })),
    ],
    style: [
      { selector: "node", style: { label: "data(label)", shape: "data(shape)" as never, "background-color": color("--accent"), color: color("--text"), "font-size": 9, width: 14, height: 14,
        "text-wrap": "ellipsis", "text-max-width": "120px", "text-background-color": color("--panel"), "text-background-opacity": 0.8, "text-margin-y": -2, "min-zoomed-font-size": 6 } },
      { selector: "node[seed = 1]", style: { "background-color": color("--seed"), width: 22, height: 22 } },
      { selector: "edge", style: { width: 1, "line-color": color("--edge"), "target-arrow-color": color("--edge"), "target-arrow-shape": "triangle", "curve-style": "bezier", "arrow-scale": 0.6 } },
    ],
    layout: { name: "preset" }, minZoom: 0.05, maxZoom: 6, hideEdgesOnViewport: graph.edges.length > 1000,
  });
  cy.layout({ name: graph.nodes.length > 400 ? "concentric" : "cose", animate: false, nodeDimensionsIncludeLabels: true, stop: () => {
    if (graph.nodes.length <= few) {
      enlarge(cy, Math.min(2, Math.max(1, 1.4 / cy.zoom())));
    }
  } }).run();
  cy.on("tap", "node", event => {
    location.hash = iocPath(hunt, "why", graph.nodes[event.target.data("at") as number]!.ioc);
  });
  signal.addEventListener("abort", () => cy.destroy());
}

/** Draws IOCs and their labels larger in the same places. */
function enlarge(cy: cytoscape.Core, times: number): void {
  cy.nodes().style({ "font-size": 9 * times, "text-max-width": `${120 * times}px` });
  cy.nodes("[seed = 0]").style({ width: 14 * times, height: 14 * times });
  cy.nodes("[seed = 1]").style({ width: 22 * times, height: 22 * times });
  cy.edges().style({ width: times, "arrow-scale": 0.6 * times });
  cy.fit(undefined, 30);
}
