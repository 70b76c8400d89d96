import "./report.css";
import "./record.css";
import "./edition.css";
import "./whole.css";
import { Events } from "./events";
import type { Play } from "./play";
import { Player } from "./player";
import { themeSwitch } from "./theme";

// The event report reads without this script. It adds a slider and a player over the
// strip, shows one event at a time, letter keys, and a switch of colours.

function players(): Player[] {
  const all: Player[] = [];
  for (const section of document.querySelectorAll<HTMLElement>("section.event")) {
    const source = section.querySelector("script.play")?.textContent;
    if (source) all.push(new Player(section, JSON.parse(source) as Play));
  }
  return all;
}

/** Print shows all arithmetic; what was shut is shut again after. */
function openForPrint(): void {
  let shut: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    shut = Array.from(document.querySelectorAll<HTMLDetailsElement>("details:not([open])"));
    for (const d of shut) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of shut) d.open = false;
    shut = [];
  });
}

themeSwitch();
const all = players();
new Events(() => {
  for (const p of all) p.stop();
});
openForPrint();
