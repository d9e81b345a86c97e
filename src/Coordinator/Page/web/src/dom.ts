// Elements are made here and nowhere else: values from outside become text nodes and attribute values, never markup.

export type Child = Node | string | number | null | undefined | false;

type Properties = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** Makes an element. A function is a listener (`onClick`); true is an attribute without a value; false, null and undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(name: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") {
      element.addEventListener(key.slice(2).toLowerCase(), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      // What is read out or shown beside the pointer is shown as text is.
      element.setAttribute(key, key === "title" || key === "aria-label" ? visible(String(value)) : String(value));
    }
  }

  append(element, ...children);
  return element;
}

export function append(element: Element, ...children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : visible(String(child)));
    }
  }
}

/** Control characters, marks that turn the reading direction and invisible ones are shown as the console shows them: \u{202e}. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, character => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

export function replace(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, ...children);
}

/** A table of rows made elsewhere, with a caption for screen readers; where it is wider than the screen it scrolls by itself, by keyboard too. */
export function rowTable(caption: string, heads: string[], numbers: number[], rows: HTMLElement): HTMLElement {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, h("table", {},
    h("caption", { class: "unseen" }, caption),
    h("thead", {}, h("tr", {}, ...heads.map((head, at) => h("th", { scope: "col", class: numbers.includes(at) && "number" }, head)))),
    rows));
}

/** A table whose cells are given by row; columns of numbers are named by their places. */
export function table(caption: string, heads: string[], rows: Child[][], numbers: number[] = []): HTMLElement {
  return rowTable(caption, heads, numbers, h("tbody", {}, ...rows.map(row => h("tr", {}, ...row.map((cell, at) => h("td", { class: numbers.includes(at) && "number" }, cell))))));
}

export function button(text: string, action: () => void | Promise<void>, properties: Properties = {}): HTMLButtonElement {
  const made = h("button", { type: "button", ...properties, onClick: () => void guarded(made, action) }, text);
  return made;
}

/** One click, one action: the button is disabled until the action ends. */
async function guarded(made: HTMLButtonElement, action: () => void | Promise<void>): Promise<void> {
  made.disabled = true;
  try {
    await action();
  } finally {
    made.disabled = false;
  }
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** In UTC, as the console writes it, to the minute. */
export function time(text: string | null | undefined): Child {
  const at = new Date(text ?? "");
  return text && h("time", { datetime: text, title: text }, Number.isNaN(at.getTime()) ? text : `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`);
}
