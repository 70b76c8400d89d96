import type { Minutes } from "./play";

const ns = "http://www.w3.org/2000/svg";

/** A mark the player moves: one group of one drawing. */
export interface Hand {
  move(t: number): void;
}

function element(name: string, parent: Element, attributes: Record<string, string | number>): SVGElement {
  const e = document.createElementNS(ns, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, String(value));
  parent.append(e);
  return e;
}

function shown(e: SVGElement, on: boolean): void {
  e.setAttribute("visibility", on ? "visible" : "hidden");
}

/** Where a value stands at t, between minutes. */
function between(values: number[], t: number): number {
  const i = Math.floor(t);
  const a = values[i] ?? 0;
  const b = values[i + 1] ?? a;
  return a + (b - a) * (t - i);
}

/** All hands of one event's drawings. */
export function hands(section: HTMLElement, minutes: Minutes): Hand[] {
  return Array.from(section.querySelectorAll<SVGGElement>("g.hand")).map((g) => {
    const narrow = g.ownerSVGElement?.classList.contains("narrow") ?? false;
    switch (g.dataset["k"]) {
      case "map":
        return mapHand(g, minutes, narrow);
      case "inset":
        return insetHand(g, minutes, narrow);
      default:
        return laneHand(g, minutes);
    }
  });
}

function mapHand(g: SVGGElement, minutes: Minutes, narrow: boolean): Hand {
  const [k, dx, dy] = narrow ? minutes.play.mn : [1, 0, 0];
  const a = element("circle", g, { class: "ship a", r: 5 });
  const b = element("rect", g, { class: "ship b", width: 9, height: 9 });
  return {
    move(t) {
      const at = Math.floor(t);
      const x = (i: number): number => (between(minutes.map[i] ?? [], t) / 10) * k;
      a.setAttribute("cx", String(x(0) + dx));
      a.setAttribute("cy", String(x(1) + dy));
      b.setAttribute("x", String(x(2) + dx - 4.5));
      b.setAttribute("y", String(x(3) + dy - 4.5));
      [a, b].forEach((e, ship) => {
        shown(e, minutes.known(at, ship));
        e.classList.toggle("guess", minutes.state(at) !== 2);
      });
    },
  };
}

function insetHand(g: SVGGElement, minutes: Minutes, narrow: boolean): Hand {
  const [k, dx, dy] = narrow ? minutes.play.in : [1, 0, 0];
  const b = element("rect", g, { class: "ship b", width: 8, height: 8 });
  const box = g.dataset["box"]?.split(" ").map(Number) ?? [];
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
  return {
    move(t) {
      const at = Math.floor(t);
      const x = (between(minutes.inset[0] ?? [], t) / 10) * k + dx;
      const y = (between(minutes.inset[1] ?? [], t) / 10) * k + dy;
      b.setAttribute("x", String(x - 4));
      b.setAttribute("y", String(y - 4));
      shown(b, minutes.seen(at) && x > x0 && x < x1 && y > y0 && y < y1);
      b.classList.toggle("guess", minutes.state(at) !== 2);
    },
  };
}

/** The line across a chart; on the strip it ends in a handle, on the distance chart it
 * has a ring on the high edge. */
function laneHand(g: SVGGElement, minutes: Minutes): Hand {
  const n = (key: string): number => Number(g.dataset[key] ?? 0);
  const [x0, x1, y0, y1] = [n("x0"), n("x1"), n("y0"), n("y1")];
  const line = element("path", g, { class: "handline" });
  const kind = g.dataset["k"];
  const mark = kind === "strip" ? element("path", g, { class: "handle" }) : kind === "gap" ? element("circle", g, { class: "at", r: 4 }) : undefined;
  const height = (metres: number): number => {
    const m = Math.min(Math.max(metres, 10), minutes.play.t);
    return n("p1") - ((n("p1") - n("p0")) * Math.log(m / 10)) / Math.log(minutes.play.t / 10);
  };
  return {
    move(t) {
      const x = x0 + ((x1 - x0) * (t + 0.5)) / minutes.count;
      line.setAttribute("d", `M${x} ${y0}V${y1}`);
      if (kind === "strip") mark?.setAttribute("d", `M${x} ${y1}l7 7v7h-14v-7z`);
      if (kind !== "gap" || !mark) return;
      mark.setAttribute("cx", String(x));
      mark.setAttribute("cy", String(height(between(minutes.high, t))));
      shown(mark, minutes.state(Math.floor(t)) !== 0);
    },
  };
}
