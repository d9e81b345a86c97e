import { ProblemError } from "../api.js";
import { h, replace } from "../dom.js";

/** What went wrong, for a person. */
export function problemText(error: unknown): string {
  return error instanceof ProblemError ? error.message
    : error instanceof TypeError ? "The service cannot be reached. Check that the coordinator runs and that this page was loaded from it."
    : `This page failed: ${error instanceof Error ? error.message : String(error)}`;
}

/** Does something and says below a form what went wrong with it. */
export async function tell(place: HTMLElement, action: () => Promise<unknown>): Promise<void> {
  replace(place);
  try {
    await action();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      return; // The view was left.
    }

    replace(place, h("p", { role: "alert", class: "problem" }, problemText(error)));
  }
}
