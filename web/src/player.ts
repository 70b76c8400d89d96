import { type Hand, hands } from "./hands";
import { Minutes, type Play } from "./play";
import { spoken, written } from "./words";

/** Minutes of the data in a second of play: 60 times as fast. */
const rate = 1;

/** The slider over the strip and the player: one handle through all drawings. */
export class Player {
  private readonly minutes: Minutes;
  private readonly hands: Hand[];
  private readonly slider: HTMLElement;
  private readonly button: HTMLButtonElement | null;
  private readonly line: HTMLElement | null;
  private t: number;
  private timer = 0;

  constructor(private readonly section: HTMLElement, play: Play) {
    this.minutes = new Minutes(play);
    this.hands = hands(section, this.minutes);
    this.t = play.e[0];
    this.line = section.querySelector<HTMLElement>(".now");
    this.button = section.querySelector<HTMLButtonElement>(".go");
    this.slider = this.makeSlider();
    this.buttons();
    this.set(this.t);
  }

  private makeSlider(): HTMLElement {
    const s = document.createElement("div");
    s.className = "slider";
    s.tabIndex = 0;
    s.setAttribute("role", "slider");
    s.setAttribute("aria-label", "Time");
    s.setAttribute("aria-valuemin", "0");
    s.setAttribute("aria-valuemax", String(this.minutes.count - 1));
    s.addEventListener("keydown", (e) => this.key(e));
    const drag = (e: PointerEvent): void => this.set(this.at(e.clientX));
    s.addEventListener("pointerdown", (e) => {
      this.stop();
      s.setPointerCapture(e.pointerId);
      drag(e);
      s.addEventListener("pointermove", drag);
    });
    for (const end of ["pointerup", "pointercancel"]) s.addEventListener(end, () => s.removeEventListener("pointermove", drag));
    this.section.querySelector(".slide")?.append(s);
    return s;
  }

  private buttons(): void {
    const bar = this.section.querySelector<HTMLElement>(".player");
    if (!bar) return;
    bar.hidden = false;
    bar.querySelector(".back")?.addEventListener("click", () => this.fix(-1));
    bar.querySelector(".on")?.addEventListener("click", () => this.fix(1));
    this.button?.addEventListener("click", () => (this.timer === 0 ? this.start() : this.stop()));
  }

  /** The minute under a point of the screen. */
  private at(clientX: number): number {
    const strip = Array.from(this.section.querySelectorAll<SVGSVGElement>("svg.strip")).find((s) => s.getBoundingClientRect().width > 0);
    const hand = strip?.querySelector<SVGGElement>("g.hand");
    if (!strip || !hand) return this.t;
    const box = strip.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * strip.viewBox.baseVal.width;
    const [x0, x1] = [Number(hand.dataset["x0"]), Number(hand.dataset["x1"])];
    return Math.floor(((x - x0) / (x1 - x0)) * this.minutes.count);
  }

  private key(e: KeyboardEvent): void {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const hour = 60;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => (e.shiftKey ? this.set(this.t - hour) : this.fix(-1)),
      ArrowRight: () => (e.shiftKey ? this.set(this.t + hour) : this.fix(1)),
      ArrowDown: () => this.fix(-1),
      ArrowUp: () => this.fix(1),
      PageDown: () => this.set(this.t - hour),
      PageUp: () => this.set(this.t + hour),
      Home: () => this.set(this.minutes.play.e[0]),
      End: () => this.set(this.minutes.play.e[1]),
    };
    const move = moves[e.key];
    if (!move) return;
    e.preventDefault();
    this.stop();
    move();
  }

  /** To the next or the last fix of either ship. */
  private fix(step: 1 | -1): void {
    const at = Math.floor(this.t);
    const stops = this.minutes.stops;
    const next = step > 0 ? stops.find((s) => s > at) : stops.findLast((s) => s < at);
    if (next !== undefined) this.set(next);
  }

  private set(t: number): void {
    this.t = Math.min(Math.max(t, 0), this.minutes.count - 1);
    for (const hand of this.hands) hand.move(this.t);
    const at = Math.floor(this.t);
    if (this.slider.getAttribute("aria-valuenow") === String(at)) return;
    this.slider.setAttribute("aria-valuenow", String(at));
    this.slider.setAttribute("aria-valuetext", spoken(this.minutes, at));
    this.line?.replaceChildren(...written(this.minutes, at));
  }

  /** Play goes smoothly, or minute by minute for those who want no motion. */
  private start(): void {
    if (this.t >= this.minutes.count - 1) this.set(this.minutes.play.e[0]);
    this.press(true);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.timer = window.setInterval(() => this.forward(Math.floor(this.t) + 1), 1000 / rate);
      return;
    }
    let last = performance.now();
    const frame = (now: number): void => {
      if (this.timer === 0) return;
      this.forward(this.t + ((now - last) / 1000) * rate);
      last = now;
      if (this.timer !== 0) this.timer = requestAnimationFrame(frame);
    };
    this.timer = requestAnimationFrame(frame);
  }

  private forward(t: number): void {
    this.set(t);
    if (this.t >= this.minutes.count - 1) this.stop();
  }

  stop(): void {
    if (this.timer === 0) return;
    cancelAnimationFrame(this.timer);
    clearInterval(this.timer);
    this.timer = 0;
    this.press(false);
  }

  private press(on: boolean): void {
    this.button?.setAttribute("aria-pressed", String(on));
    if (this.button) this.button.textContent = on ? "Stop" : "Play";
  }
}
