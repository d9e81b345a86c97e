import { get } from "../api.js";
import { count, counted, h, replace, time } from "../dom.js";
import type { HuntView, IocPath, WhyAnswer } from "../types.js";
import { expansionText, iocLine, iocLink, iocPath } from "./ioc.js";

const types = ["domain", "ip_address", "file", "email", "url"];

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
  if (!value) {
    replace(result, h("p", {}, "Give an IOC: you see from which seeds it comes, over which relations, and which answers named it."));
  } else {
    const answer = await get<WhyAnswer>(`hunts/${hunt.id}/why?value=${encodeURIComponent(value)}${type && type !== "any" ? `&type=${encodeURIComponent(type)}` : ""}`, signal);
    replace(result, ...shown(hunt, answer));
  }
}

function shown(hunt: HuntView, answer: WhyAnswer): (Node | string)[] {
  return answer.trees === 0
    ? [h("p", {}, `${answer.ioc.value} stands in no tree of this hunt.`)]
    : [
      iocLine(answer.ioc),
      h("p", {}, `${answer.ioc.value} stands in ${counted(answer.trees, "tree")}${answer.trees > answer.paths.length ? `; the ${count(answer.paths.length)} nearest to their seeds are shown` : ""}. `, h("a", { href: iocPath(hunt.id, "graph", answer.ioc) }, "Show the graph around it")),
      ...answer.paths.map(path => h("section", {},
        h("h2", { class: "value" }, h("a", { href: `#/hunt/${hunt.id}/tree/${path.seedNumber}` }, `Tree ${path.seedNumber}: ${path.steps[0]!.ioc.value}`)),
        pathList(hunt.id, path),
        h("p", { class: "help" }, expansionText(path.steps[path.steps.length - 1]!)))),
    ];
}

/** A path, an IOC a line, each with the answer that named it. */
export function pathList(hunt: number, path: IocPath): HTMLElement {
  return h("ol", { class: "path" }, ...path.steps.map(step => h("li", {},
    step.relation && h("span", { class: "relation" }, `${step.relation} `), iocLink(hunt, step.ioc),
    step.source && h("span", { class: "help" }, ` ${step.source} ${step.operation ?? ""}`, step.at && h("span", {}, ", asked ", time(step.at))))));
}
