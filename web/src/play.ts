/** What the page carries of one event for the player; see play.go. */
export interface Play {
  r: [number, number][]; // runs: start (minutes since 1970), minutes
  s: string; // a digit a minute: 0 unknown, 1 interpolated, 2 observed
  k: string; // a digit a minute: 1 A known, 2 B known, 3 both
  m: [number[], number[], number[], number[]]; // places on the wide map, tenths of a pixel, differences
  i: [number[], number[]]; // B in the wide inset
  v: string; // a digit a minute: 1 when the inset shows B
  g: number[]; // high edge, metres, differences
  f: [number[], number[]]; // fixes: seconds after the first run's start, differences
  e: [number, number]; // first and last minute of the event
  mn: [number, number, number]; // wide map to narrow: factor, x and y added
  in: [number, number, number]; // the same for the inset
  t: number; // top of the distance chart, metres
}

/** Sums differences up. */
export function sums(differences: number[]): number[] {
  let at = 0;
  return differences.map((d) => (at += d));
}

/** One event's minutes, by index; the index runs over what is drawn. */
export class Minutes {
  readonly count: number;
  readonly map: number[][];
  readonly inset: number[][];
  readonly high: number[];
  readonly fixes: [number[], number[]];
  /** Minutes at which a ship was just heard, in order, each once. */
  readonly stops: number[];

  constructor(readonly play: Play) {
    this.count = play.s.length;
    this.map = play.m.map(sums);
    this.inset = play.i.map(sums);
    this.high = sums(play.g);
    this.fixes = [sums(play.f[0]), sums(play.f[1])];
    const stops = new Set<number>();
    for (const fixes of this.fixes) {
      for (const second of fixes) {
        const at = this.index(second);
        if (at !== undefined) stops.add(at);
      }
    }
    this.stops = Array.from(stops).sort((a, b) => a - b);
  }

  /** The first minute at or after a second, when it is drawn. */
  private index(second: number): number | undefined {
    const start = this.play.r[0]?.[0] ?? 0;
    const minute = start + Math.ceil(second / 60);
    let first = 0;
    for (const [from, n] of this.play.r) {
      if (minute >= from && minute < from + n) return first + minute - from;
      first += n;
    }
    return undefined;
  }

  /** Minutes since 1970 of an index. */
  minute(at: number): number {
    let first = 0;
    for (const [from, n] of this.play.r) {
      if (at < first + n) return from + at - first;
      first += n;
    }
    return 0;
  }

  state(at: number): number {
    return Number(this.play.s[at] ?? 0);
  }

  known(at: number, ship: number): boolean {
    return (Number(this.play.k[at] ?? 0) & (1 + ship)) !== 0;
  }

  seen(at: number): boolean {
    return this.play.v[at] === "1";
  }

  /** Seconds since a ship was last heard, and to its nearest fix. */
  heard(at: number, ship: 0 | 1): { ago: number | undefined; nearest: number } {
    const now = (this.minute(at) - (this.play.r[0]?.[0] ?? 0)) * 60;
    let ago: number | undefined;
    let nearest = Infinity;
    for (const second of this.fixes[ship]) {
      if (second <= now) ago = now - second;
      nearest = Math.min(nearest, Math.abs(now - second));
    }
    return { ago, nearest };
  }
}
