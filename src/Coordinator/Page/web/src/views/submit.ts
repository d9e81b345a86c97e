import { post } from "../api.js";
import { button, count, counted, h, replace, table } from "../dom.js";
import type { HuntView, SeedPreview } from "../types.js";
import { tell } from "./problem.js";

/** Submits a hunt: a list is pasted or opened, shown as the service understands it, and sent only then. */
export async function showSubmit(main: HTMLElement): Promise<void> {
  const name = h("input", { id: "name", maxlength: 200, placeholder: "hunt" });
  const depth = h("input", { id: "depth", type: "number", min: 1, max: 16, placeholder: "as configured" });
  const tlp = h("select", { id: "tlp", "aria-describedby": "tlp-help" }, ...["clear", "green", "amber", "amber+strict", "red"].map(level => h("option", { value: level }, level)));
  const tags = h("input", { id: "tags", type: "checkbox" });
  const park = h("input", { id: "park", type: "checkbox" });
  const seeds = h("textarea", { id: "seeds", rows: 8, spellcheck: "false", placeholder: "domain,evil.example\n198.51.100.7" });
  const file = h("input", { id: "file", type: "file", accept: ".csv,.txt,text/csv,text/plain", onChange: () => void open() });
  const preview = h("div", { "aria-live": "polite" });
  const problem = h("div");

  async function open(): Promise<void> {
    const chosen = file.files?.[0];
    if (chosen) {
      seeds.value = await chosen.text();
      await check();
    }
  }

  const lines = (): string[] => seeds.value.split(/\r\n|\n|\r/);

  function check(): Promise<void> {
    return tell(problem, async () => {
      const view = await post<SeedPreview>("seeds/preview", { seeds: lines() });
      replace(preview, ...understood(view), view.seedsInAll > 0 && button(`Submit ${counted(view.seedsInAll, "seed")}`, submit, { class: "main" }));
    });
  }

  function submit(): Promise<void> {
    return tell(problem, async () => {
      const hunt = await post<HuntView>("hunts", {
        seeds: lines(),
        name: name.value.trim() || undefined,
        depth: depth.value ? Number(depth.value) : undefined,
        tlp: tlp.value,
        tags: tags.checked,
        park: park.checked ? ["known-good", "shared"] : undefined,
      });
      location.hash = `#/hunt/${hunt.id}`;
    });
  }

  seeds.addEventListener("input", () => replace(preview));
  replace(main,
    h("h1", { tabindex: "-1" }, "New hunt"),
    h("form", { class: "form", onSubmit: event => event.preventDefault() },
      h("label", { for: "seeds" }, "Seeds, one a line"), seeds,
      h("label", { for: "file" }, "or a file"), file,
      h("label", { for: "name" }, "Name"), name,
      h("label", { for: "depth" }, "Depth"), depth,
      h("label", { for: "tlp" }, "Sharing level (TLP)"), tlp,
      h("p", { class: "help", id: "tlp-help" }, "How far the seeds may travel: sources that are not cleared for it are not asked. A line may name its own: domain,example.com,tlp:amber"),
      h("label", { class: "choice" }, tags, "Show tags"),
      h("label", { class: "choice" }, park, "Do not follow known-good and shared infrastructure"),
      button("Check", check)),
    problem,
    preview);
}

function understood(view: SeedPreview): HTMLElement[] {
  return [
    h("h2", {}, "What was understood"),
    h("p", {}, `${counted(view.seedsInAll, "seed")}, ${counted(view.duplicates, "repeated line")}, ${counted(view.badLinesInAll, "line")} left out.`),
    ...(view.badLines.length > 0 ? [table("Lines left out", ["Line", "Why"], view.badLines.map(line => [count(line.line), line.reason]), [0])] : []),
    table("Seeds", ["Type", "Value"], view.seeds.map(seed => [seed.type, seed.value])),
    ...(view.seedsInAll > view.seeds.length ? [h("p", { class: "help" }, `The first ${count(view.seeds.length)} are shown.`)] : []),
  ];
}
