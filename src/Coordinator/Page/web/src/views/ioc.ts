import { h } from "../dom.js";
import type { IocView, Tag } from "../types.js";

/** Where in a hunt an IOC is looked at. The value is data of strangers: it is encoded, and it is never a link to the outside. */
export function iocPath(hunt: number, tab: "why" | "graph", ioc: IocView): string {
  return `#/hunt/${hunt}/${tab}/${encodeURIComponent(ioc.type)}/${encodeURIComponent(ioc.value)}`;
}

export function iocLink(hunt: number, ioc: IocView): HTMLElement {
  return h("a", { class: "ioc", href: iocPath(hunt, "why", ioc) }, ioc.value);
}

export function tagList(tags: Tag[] | undefined): HTMLElement | null {
  return tags && tags.length > 0
    ? h("span", { class: "tags" }, ...tags.map(tag => h("span", { class: `tag ${tag.class}`, title: `${tag.class}, by ${tag.by}` }, tag.name)))
    : null;
}
