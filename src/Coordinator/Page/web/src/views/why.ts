import { get } from "../api.js";
import { count, counted, h, replace, time } from "../dom.js";
import type { HuntView, Step, WhyView } from "../types.js";
import { iocLink, iocPath } from "./ioc.js";

const types = ["domain", "ip_address", "file_hash", "email", "url"];

/** Why an IOC is in the hunt: from which seeds, over which relations, by which answers. */
export async function showWhy(body: HTMLElement, hunt: HuntView, what: string[], signal: AbortSignal): Promise<void> {
  const [type, value] = what;
  const input = h("input", { id: "ioc", value: value ?? "", size: 50, spellcheck: "false" });
  const kind = h("select", { id: "type", "aria-label": "Type" }, h("option", { value: "" }, "any type"),
    ...types.map(name => h("option", { value: name, selected: name === type }, name)));
  const result = h("div", { "aria-live": "polite" });
  replace(body, h("form", { class: "actions", onSubmit: event => {
    event.preventDefault();
    location.hash = iocPath(hunt.id, "why", { type: kind.value || "any", value: input.value.trim() });
  } }, h("label", { for: "ioc" }, "IOC"), input, kind, h("button", { type: "submit" }, "Why is it here?")), result);
  if (value) {
    const view = await get<WhyView>(`hunts/${hunt.id}/why?value=${encodeURIComponent(value)}${type && type !== "any" ? `&type=${encodeURIComponent(type)}` : ""}`, signal);
    replace(result, ...answer(hunt, view));
  }
}

function answer(hunt: HuntView, view: WhyView): (Node | string)[] {
  return view.paths.length === 0
    ? [h("p", {}, `${view.ioc.value} is in no tree of this hunt.`)]
    : [
      h("p", {}, `${view.ioc.value} is reached from ${counted(view.seeds, "seed")}. `, h("a", { href: iocPath(hunt.id, "graph", view.ioc) }, "Show the graph around it")),
      ...view.paths.map(path => h("section", {},
        h("h3", {}, "From ", iocLink(hunt.id, path.seed), " ", h("a", { href: `#/hunt/${hunt.id}/tree/${path.tree}` }, `tree ${count(path.tree)}`)),
        pathList(hunt.id, path.steps),
        h("p", { class: "help" }, path.reason ?? path.expansion))),
    ];
}

/** A path, a step a line, each with the answer that named the next IOC. */
export function pathList(hunt: number, steps: Step[]): HTMLElement {
  return h("ol", { class: "path" }, ...steps.map(step => h("li", {},
    iocLink(hunt, step.from), " ", h("span", { class: "relation" }, step.relation), " ", iocLink(hunt, step.to),
    h("span", { class: "help" }, ` ${step.source} ${step.operation}`, step.at && h("span", {}, ", asked ", time(step.at))))));
}
