import { button, h, replace, visible } from "../dom.js";
import type { IocView, Tag } from "../types.js";

/** Where in a hunt an IOC is looked at. The value is data of strangers: it is encoded, and it is never a link to the outside. */
export function iocPath(hunt: number, tab: "why" | "graph", ioc: IocView): string {
  return `#/hunt/${hunt}/${tab}/${encodeURIComponent(ioc.type)}/${encodeURIComponent(ioc.value)}`;
}

/** @param inTabOrder False in a tree, whose items take the keys. */
export function iocLink(hunt: number, ioc: IocView, inTabOrder = true): HTMLElement {
  return h("a", { class: "ioc", href: iocPath(hunt, "why", ioc), tabindex: !inTabOrder && -1 }, ioc.value);
}

const expansions: Record<string, string> = {
  Expanded: "asked about, in this tree", Repeated: "stands above already", DepthLimit: "at the depth limit", Parked: "parked as noise", Internal: "not sent to external sources",
  ShownOnly: "shown only", NoOperation: "no source takes this type",
};

/** Whether an IOC was asked about itself, and if not, why. */
export function expansionText({ expansion, reason }: { expansion: string; reason?: string }): string {
  return reason ?? expansions[expansion] ?? expansion;
}

/** A value as it is pasted into reports and mails: nobody can click it, and the seeds of a hunt take it. */
export function defanged({ type, value }: IocView): string {
  const host = (name: string) => name.includes(".") ? name.replaceAll(".", "[.]") : name.replaceAll(":", "[:]");
  switch (type) {
    case "file": return value;
    case "url": return value.replace(/^http/i, "hxxp").replace(/^([^:]*:\/\/)([^/?#]*)/, (_, scheme: string, name: string) => scheme + name.replaceAll(".", "[.]"));
    case "email": return value.replace("@", "[@]").replaceAll(".", "[.]");
    default: return host(value);
  }
}

/** The value with buttons that copy it. */
export function iocLine(ioc: IocView): HTMLElement {
  const said = h("span", { class: "help", "aria-live": "polite" });
  const copy = (name: string, text: string) => button(name, async () => replace(said, await copied(visible(text)) ? `Copied: ${text}` : `Not copied, the browser does not allow it: ${text}`));
  return h("p", { class: "actions" }, h("strong", { class: "ioc" }, ioc.value), h("span", { class: "type" }, ioc.type),
    copy("Copy", ioc.value), ioc.type !== "file" && copy("Copy defanged", defanged(ioc)), said);
}

/** Over plain HTTP from another machine there is no clipboard to write to but by the older way. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "unseen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    const before = document.activeElement as HTMLElement | null;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }
}

export function tagList(tags: Tag[] | undefined): HTMLElement | null {
  return tags && tags.length > 0
    ? h("span", { class: "tags" }, ...tags.map(tag => h("span", { class: `tag ${tag.class}`, title: `${tag.class}, by ${tag.by}` }, tag.name)))
    : null;
}
