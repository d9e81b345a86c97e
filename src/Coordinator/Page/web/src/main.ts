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

/** @param remark Why a token is asked for again. */
async function show(remark?: string): Promise<void> {
  leaving.abort();
  leaving = new AbortController();
  const signal = leaving.signal;
  if (!signedIn) {
    replace(navigation);
    showSignIn(main, () => {
      signedIn = true;
      void show();
    }, () => leave("The service takes this token no longer: it was revoked or replaced. Sign in again, and you are where you were."), remark);
    return;
  }

  const [name = "hunts", ...rest] = location.hash.replace(/^#\/?/, "").split("/").filter(part => part).map(decode);
  showNavigation(name);
  replace(main, h("p", { role: "status" }, "Loading …"));
  try {
    await (views[name] ?? showHunts)(main, rest, signal);
  } catch (error) {
    if (!signal.aborted) {
      replace(main, h("p", { role: "alert", class: "problem" }, problemText(error)), button("Try again", () => show()));
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
    history.replaceState(null, "", location.pathname);
    leave();
  }, { class: "plain" }));
}

/** Nothing that was shown stays on the page. */
function leave(remark?: string): void {
  signedIn = false;
  void show(remark);
}

// The address names the view: an ordinary jump to the content would leave it.
document.querySelector(".skip")!.addEventListener("click", event => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => void show());
void show();
