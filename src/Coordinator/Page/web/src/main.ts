// The page of a coordinator: which view is shown follows from the part of the address behind #.

import { signOut } from "./api.js";
import { append, button, h, replace } from "./dom.js";
import { problemText } from "./views/problem.js";
import { showSignIn } from "./views/signIn.js";
import { showHunts } from "./views/hunts.js";
import { showSubmit } from "./views/submit.js";
import { showHunt } from "./views/hunt.js";
import { showService } from "./views/service.js";

export type View = (main: HTMLElement, rest: string[], signal: AbortSignal) => Promise<void>;

const views: Record<string, View> = { hunts: showHunts, submit: showSubmit, hunt: showHunt, service: showService };

const main = document.getElementById("main")!;
const navigation = document.getElementById("navigation")!;
let signedIn = false;
let leaving = new AbortController();

async function show(): Promise<void> {
  leaving.abort();
  leaving = new AbortController();
  const signal = leaving.signal;
  if (!signedIn) {
    replace(navigation);
    showSignIn(main, () => {
      signedIn = true;
      void show();
    });
    return;
  }

  const [name = "hunts", ...rest] = location.hash.replace(/^#\/?/, "").split("/").filter(part => part).map(decode);
  showNavigation(name);
  replace(main, h("p", { role: "status" }, "Loading …"));
  try {
    await (views[name] ?? showHunts)(main, rest, signal);
  } catch (error) {
    if (!signal.aborted) {
      replace(main, h("p", { role: "alert", class: "problem" }, problemText(error)), button("Try again", show));
    }
  }

  if (!signal.aborted) {
    main.querySelector<HTMLElement>("h1")?.focus();
  }
}

/** A part of an address that somebody wrote may be no encoding of anything. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function showNavigation(current: string): void {
  const link = (name: string, text: string) => h("a", { href: `#/${name}`, "aria-current": name === current && "page" }, text);
  replace(navigation);
  append(navigation, link("hunts", "Hunts"), link("submit", "New hunt"), link("service", "Service"), button("Sign out", () => {
    signOut();
    signedIn = false;
    void show();
  }, { class: "plain" }));
}

addEventListener("hashchange", () => void show());
void show();
