import { signIn } from "../api.js";
import { h, replace } from "../dom.js";
import { tell } from "./problem.js";

/** Asks for a token. It stays in memory: no storage, no cookie. */
export function showSignIn(main: HTMLElement, done: () => void, whenEnded: () => void, remark?: string): void {
  const token = h("input", { id: "token", type: "password", autocomplete: "off", spellcheck: "false", "aria-describedby": "token-help" });
  const problem = h("div");
  const form = h("form", { class: "narrow", onSubmit: event => {
    event.preventDefault();
    void tell(problem, async () => {
      await signIn(token.value.trim(), whenEnded);
      token.value = "";
      done();
    });
  } },
    h("h1", { tabindex: "-1" }, "IOC Explorer"),
    remark && h("p", { role: "alert", class: "problem" }, remark),
    h("label", { for: "token" }, "Token"),
    token,
    h("p", { id: "token-help", class: "help" }, "Made by an administrator with ", h("code", {}, "ioc-explorer token add"),
      ". It is kept in this page's memory only. A service without tokens answers on its own machine: leave the field empty."),
    h("button", { type: "submit" }, "Sign in"),
    problem);
  replace(main, form);
  token.focus();
}
