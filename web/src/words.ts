import type { Minutes } from "./play";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A fix within this many seconds makes a place observed: encounter/1. */
const observedWithin = 5 * 60;

export function clock(minute: number): string {
  const d = new Date(minute * 60000);
  return String(d.getUTCHours()).padStart(2, "0") + ":" + String(d.getUTCMinutes()).padStart(2, "0") + " UTC";
}

function day(minute: number): string {
  const d = new Date(minute * 60000);
  return d.getUTCDate() + " " + (months[d.getUTCMonth()] ?? "");
}

function place(minutes: Minutes, at: number, ship: 0 | 1): "observed" | "interpolated" | "not known" {
  if (!minutes.known(at, ship)) return "not known";
  return minutes.heard(at, ship).nearest <= observedWithin ? "observed" : "interpolated";
}

function ago(minutes: Minutes, at: number, ship: 0 | 1): number | undefined {
  const { ago } = minutes.heard(at, ship);
  return ago === undefined ? undefined : Math.floor(ago / 60);
}

/** "00:03 UTC, A heard 4 minutes ago, B 28, place interpolated". */
export function spoken(minutes: Minutes, at: number): string {
  const parts = ([0, 1] as const).map((ship) => {
    const n = ago(minutes, at, ship);
    const heard = n === undefined ? "not heard yet" : n === 0 ? "heard this minute" : ship === 0 ? `heard ${n} minutes ago` : `${n}`;
    const how = place(minutes, at, ship);
    return (ship === 0 ? "A " : "B ") + heard + (how === "observed" ? "" : ", place " + how);
  });
  return clock(minutes.minute(at)) + ", " + parts.join(", ");
}

/** The same on the page, the hour and a long silence bold. */
export function written(minutes: Minutes, at: number): (string | HTMLElement)[] {
  const minute = minutes.minute(at);
  const out: (string | HTMLElement)[] = ["At ", bold(clock(minute)), ", " + day(minute) + ": "];
  ([0, 1] as const).forEach((ship) => {
    const n = ago(minutes, at, ship);
    const name = ship === 0 ? "A" : "B";
    if (n === undefined) out.push(name + " not heard yet");
    else if (n === 0) out.push(name + " heard this minute");
    else if (n > 5) out.push(name + " last heard ", bold(n + " min"), " ago");
    else out.push(name + " heard " + n + " min ago");
    const how = place(minutes, at, ship);
    if (how !== "observed") out.push(", its place is " + how);
    out.push(ship === 0 ? "; " : ".");
  });
  return out;
}

function bold(text: string): HTMLElement {
  const b = document.createElement("b");
  b.textContent = text;
  return b;
}
