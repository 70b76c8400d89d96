import { keep, recall } from "./memory";

/** Shows one event at a time, by the hash of the address; without a script they all
 * stand one after the other. */
export class Events {
  private readonly sections = Array.from(document.querySelectorAll<HTMLElement>("section.event"));
  private readonly links = Array.from(document.querySelectorAll<HTMLAnchorElement>("#list a"));
  private current = 0;

  constructor(private readonly changed: () => void) {
    if (this.sections.length === 0) return;
    document.documentElement.classList.add("js");
    addEventListener("hashchange", () => this.fromHash(true));
    if (!this.fromHash(false)) this.show(0, false);
    this.keys();
  }

  /** The event that the address names, or holds what it names. */
  private fromHash(focus: boolean): boolean {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id === "" ? null : document.getElementById(id);
    const section = target?.closest<HTMLElement>("section.event");
    if (!target || !section) return false;
    this.show(this.sections.indexOf(section), focus && target === section);
    if (target !== section) target.scrollIntoView();
    return true;
  }

  private show(at: number, focus: boolean): void {
    const section = this.sections[at];
    if (!section) return;
    this.current = at;
    this.sections.forEach((s, i) => s.classList.toggle("on", i === at));
    for (const link of this.links) {
      if (link.hash === "#" + CSS.escape(section.id) || link.hash === "#" + section.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    this.changed();
    if (!focus) return;
    section.scrollIntoView();
    section.querySelector<HTMLElement>(".title")?.focus({ preventScroll: true });
  }

  private go(step: number): void {
    const next = this.sections[this.current + step];
    if (next) location.hash = next.id;
  }

  /** j and k, e and ?; a reader can turn letters off. */
  private keys(): void {
    const help = document.getElementById("keys");
    const box = help?.querySelector<HTMLInputElement>("input");
    if (!help || !box) return;
    help.hidden = false;
    box.checked = recall("keys") !== "off";
    box.addEventListener("change", () => keep("keys", box.checked ? "on" : "off"));
    addEventListener("keydown", (e) => {
      if (!box.checked || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
      switch (e.key) {
        case "j":
          return this.go(1);
        case "k":
          return this.go(-1);
        case "e":
          return this.evidence();
        case "?":
          return openHelp(help);
      }
    });
  }

  private evidence(): void {
    const heading = this.sections[this.current]?.querySelector<HTMLElement>(".evidence h3");
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
}

function openHelp(help: HTMLElement): void {
  const details = help.querySelector("details");
  if (!details) return;
  details.open = true;
  details.querySelector("summary")?.focus();
}
