import { download, get } from "../api.js";
import { button, count, counted, h, replace } from "../dom.js";
import type { HuntView, OutlineNode, OutlinePage } from "../types.js";
import { expansionText, iocLink, tagList } from "./ioc.js";
import { problemText, tell } from "./problem.js";

const page = 100;

/** One tree as an outline. The children of a node are loaded when it opens, a page at a time: a tree may have 100,000 nodes. */
export async function showTree(body: HTMLElement, hunt: HuntView, number: number, signal: AbortSignal): Promise<void> {
  const load = (parent: number, after?: number) =>
    get<OutlinePage>(`hunts/${hunt.id}/trees/${number}/nodes?parent=${parent}&limit=${page}${after === undefined ? "" : `&after=${after}`}`, signal);
  const root = (await load(-1)).nodes[0]!;
  const outline: HTMLUListElement = h("ul", { role: "tree", class: "outline", "aria-label": `Tree of ${root.ioc.value}`, onKeydown: event => move(outline, event as KeyboardEvent) });
  const problem = h("div");
  const item = nodeItem(hunt.id, root, load, 1);
  outline.append(item);
  item.tabIndex = 0;
  replace(body,
    h("p", { class: "actions" },
      ...["txt", "json"].map(kind => button(`Download ${kind.toUpperCase()}`, () => tell(problem, () => download(`hunts/${hunt.id}/trees/${number}.${kind}`, `tree-${number}.${kind}`)))),
      h("span", { class: "help" }, "Arrow keys move; right opens, left closes; Enter shows why.")),
    problem, outline);
  await toggle(item, true);
}

type Load = (parent: number, after?: number) => Promise<OutlinePage>;

const opened = new WeakMap<HTMLElement, { open: () => Promise<void> }>();

function nodeItem(hunt: number, node: OutlineNode, load: Load, level: number): HTMLLIElement {
  const hasChildren = node.children > 0;

  // Named by itself: what stands below it would be read out with it.
  const name = [node.relation, node.ioc.value, node.ioc.type, hasChildren && counted(node.children, "child", "children")].filter(part => part).join(", ");
  const item = h("li", { role: "treeitem", tabindex: -1, "aria-level": level, "aria-label": name, "aria-expanded": hasChildren && "false" },
    h("span", { class: "row", onClick: event => {
      if (!(event.target instanceof HTMLAnchorElement)) {
        void toggle(item);
      }
    } },
      h("span", { class: "mark", "aria-hidden": "true" }, hasChildren ? "▸" : "·"),
      node.relation && h("span", { class: "relation" }, node.relation),
      iocLink(hunt, node.ioc, false),
      h("span", { class: "type" }, node.ioc.type),
      tagList(node.tags),
      node.missing > 0 && h("span", { class: "tag missing" }, `${count(node.missing)} missing`),
      node.expansion !== "Expanded" && h("span", { class: "help" }, expansionText(node)),
      hasChildren && h("span", { class: "help", title: "IOCs below it" }, count(node.children))));
  if (hasChildren) {
    const group = h("ul", { role: "group" });
    opened.set(item, { open: async () => {
      if (!group.isConnected) {
        item.append(group);
        await fill(group, hunt, node.index, load, level + 1);
      }
    } });
  }

  return item;
}

async function fill(group: HTMLElement, hunt: number, parent: number, load: Load, level: number, after?: number): Promise<void> {
  try {
    const { nodes, next } = await load(parent, after);
    group.append(...nodes.map(node => nodeItem(hunt, node, load, level)));
    if (next !== undefined) {
      const more = h("li", { role: "none" }, button("More", async () => {
        more.remove();
        await fill(group, hunt, parent, load, level, next);
      }));
      group.append(more);
    }
  } catch (error) {
    group.append(h("li", { role: "alert", class: "problem" }, problemText(error)));
  }
}

async function toggle(item: HTMLElement, open = item.getAttribute("aria-expanded") === "false"): Promise<void> {
  const kept = opened.get(item);
  if (!kept || item.getAttribute("aria-expanded") === String(open)) {
    return;
  }

  item.setAttribute("aria-expanded", String(open));
  item.querySelector(".mark")!.textContent = open ? "▾" : "▸";
  if (open) {
    await kept.open();
  }
}

/** Keys as in the tree pattern of the ARIA Authoring Practices. */
function move(outline: HTMLElement, event: KeyboardEvent): void {
  const item = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
  if (!item || event.target !== item) {
    return;
  }

  const seen = [...outline.querySelectorAll<HTMLElement>('[role="treeitem"]')].filter(one => !one.parentElement!.closest('[role="treeitem"][aria-expanded="false"]'));
  const at = seen.indexOf(item);
  const isOpen = item.getAttribute("aria-expanded") === "true";
  const target = event.key === "ArrowDown" ? seen[at + 1]
    : event.key === "ArrowUp" ? seen[at - 1]
    : event.key === "Home" ? seen[0]
    : event.key === "End" ? seen[seen.length - 1]
    : event.key === "ArrowRight" && isOpen ? seen[at + 1]
    : event.key === "ArrowLeft" && !isOpen ? item.parentElement!.closest<HTMLElement>('[role="treeitem"]')
    : undefined;
  if (target) {
    item.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    void toggle(item, event.key === "ArrowRight");
  } else if (event.key === "Enter") {
    item.querySelector<HTMLAnchorElement>("a")?.click();
  } else {
    return;
  }

  event.preventDefault();
}
