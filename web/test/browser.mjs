// Opens an event report, or a page of the record (limit, dossier, edition, finding,
// verification), as a reader does, from a file, and fails on anything a reader would trip
// over: node test/browser.mjs REPORT.html [--shots DIR]
//
// CHROMIUM names the browser; /usr/bin/chromium otherwise. Its profile is a temporary
// one. Screenshots are for people to look at; nothing compares them.
import { mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axeSource = createRequire(import.meta.url)("axe-core").source;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const args = process.argv.slice(2);
const at = args.indexOf("--shots");
const shots = at >= 0 ? args.splice(at, 2)[1] : undefined;
if (args.length !== 1) {
  console.error("usage: node test/browser.mjs REPORT.html [--shots DIR]");
  process.exit(2);
}
const url = pathToFileURL(resolve(args[0])).href;
if (shots) mkdirSync(shots, { recursive: true });

let passed = 0;
const failures = [];
function check(ok, what) {
  if (ok) passed++;
  else failures.push(what);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
});

/** Opens the report and watches for errors and for requests other than itself. */
async function open(what, options, hash = "") {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (m) => check(m.type() !== "error", `${what}: console: ${m.text()}`));
  page.on("pageerror", (e) => check(false, `${what}: script: ${e.message}`));
  page.on("request", (r) => check(r.url().split("#")[0] === url, `${what}: request to ${r.url()}`));
  await page.goto(url + hash);
  return page;
}

async function shot(page, name) {
  if (shots) await page.screenshot({ path: join(shots, name + ".png"), fullPage: true });
}

async function noSideways(page, what) {
  const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  check(scroll <= client, `${what}: the page scrolls sideways, ${scroll} in ${client} px`);
}

async function accessible(page, what) {
  await page.evaluate(axeSource);
  const result = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), tags);
  for (const v of result.violations) check(false, `${what}: axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")}`);
  check(result.passes.length > 10, `${what}: axe looked at ${result.passes.length} rules only`);
}

/** Every drawing shown is wide or narrow, not both, and has its two texts. */
async function drawings(page, what) {
  const bad = await page.evaluate(() => Array.from(document.querySelectorAll("svg")).filter((s) => s.getAttribute("aria-hidden") !== "true" && !(s.getAttribute("role") === "img" && s.querySelector("title")?.textContent && s.querySelector("desc")?.textContent)).length);
  check(bad === 0, `${what}: ${bad} drawings without words`);
}

async function seen(what, name, width, options = {}) {
  const page = await open(what, { viewport: { width, height: 900 }, ...options });
  await noSideways(page, what);
  await accessible(page, what);
  await drawings(page, what);
  await shot(page, name);
  await page.context().close();
}

/** A page of the record (limit, dossier) has no events, no script and no theme switch. */
async function isRecord() {
  const page = await open("kind", {});
  const is = await page.evaluate(() => document.body.classList.contains("rec"));
  await page.context().close();
  return is;
}

/** A page of the record: one picture at each width, sources that answer, all there
 * without a script, arithmetic behind doors that the keyboard opens. */
async function recordPage() {
  for (const width of [1360, 390]) {
    const what = `record at ${width}`;
    const page = await open(what, { javaScriptEnabled: false, viewport: { width, height: 900 } });
    const seen = await page.evaluate(() => ({
      h1: document.querySelectorAll("h1").length,
      scripts: document.querySelectorAll("script").length,
      lost: Array.from(document.querySelectorAll("a.ref")).filter((a) => !document.querySelector(a.getAttribute("href"))).length,
      drawn: Array.from(document.querySelectorAll("figure.drawing")).map((f) => Array.from(f.querySelectorAll("svg")).filter((s) => s.getClientRects().length > 0).length),
      cut: Array.from(document.querySelectorAll("svg[role=img] text")).filter((t) => t.getClientRects().length > 0 && t.getBoundingClientRect().right > t.ownerSVGElement.getBoundingClientRect().right + 1).map((t) => t.textContent),
    }));
    check(seen.h1 === 1, `${what}: ${seen.h1} h1`);
    check(seen.scripts === 0, `${what}: ${seen.scripts} scripts`);
    check(seen.lost === 0, `${what}: ${seen.lost} sources are not in the list`);
    check(seen.drawn.every((n) => n === 1), `${what}: drawings shown in each figure: ${seen.drawn.join(" ")}`);
    check(seen.cut.length === 0, `${what}: words cut off: ${seen.cut.join(" | ")}`);
    await noSideways(page, what);
    await page.context().close();
  }
  const page = await open("record doors", { viewport: { width: 1360, height: 900 } });
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement?.className === "skip"), "record: the first stop is not the skip link");
  if (await page.evaluate(() => document.querySelector("summary") !== null)) {
    await page.focus("summary");
    await page.keyboard.press("Enter");
    check(await page.evaluate(() => document.querySelector("details").open), "record: Enter does not open the arithmetic");
    await noSideways(page, "record, open");
  }
  await page.context().close();
}

const isWhole = async () => {
  const page = await open("kind", {});
  const is = await page.evaluate(() => document.body.classList.contains("whole"));
  await page.context().close();
  return is;
};

/** Several pages as one: small, quick, one title, every address answers, and the
 * chapters are reached and left with the keyboard. */
async function wholePage() {
  check(statSync(args[0]).size < 3e6, `whole: ${statSync(args[0]).size} bytes, 3 MB at most`);
  const page = await open("whole", { viewport: { width: 1360, height: 900 } });
  const loaded = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
  console.log(`opened after ${Math.round(loaded)} ms, ${(statSync(args[0]).size / 1e6).toFixed(2)} MB`);
  const seen = await page.evaluate(() => {
    const level = (h) => Number(h.getAttribute("aria-level") ?? h.tagName[1]);
    const ids = Array.from(document.querySelectorAll("[id]"), (e) => e.id);
    return {
      titles: Array.from(document.querySelectorAll("h1,h2,h3,h4")).filter((h) => level(h) === 1).length,
      twice: ids.filter((id, i) => ids.indexOf(id) !== i),
      lost: Array.from(document.querySelectorAll('a[href^="#"]'), (a) => decodeURIComponent(a.hash.slice(1))).filter((id) => !document.getElementById(id)),
      unmarked: Array.from(document.querySelectorAll("section.chapter")).filter((c) => !c.querySelector(".strip .tag")).length,
      targets: Array.from(document.querySelectorAll(".chapters a"), (a) => a.hash),
    };
  });
  check(seen.titles === 1, `whole: ${seen.titles} headings of the first level`);
  check(seen.twice.length === 0, `whole: ids that stand twice: ${seen.twice.slice(0, 5).join(" ")}`);
  check(seen.lost.length === 0, `whole: addresses that lead nowhere: ${seen.lost.slice(0, 5).join(" ")}`);
  check(seen.unmarked === 0, `whole: ${seen.unmarked} chapters do not say whether they are invented`);
  for (const target of seen.targets) {
    await page.focus(`.chapters a[href="${target}"]`);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(60);
    const top = await page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, target.slice(1));
    check(Math.abs(top) < 40, `whole: ${target} is ${Math.round(top)} px off the top when its link is followed`);
  }
  await page.context().close();
  const zoomed = await open("whole at 200 %", { viewport: { width: 680, height: 450 }, deviceScaleFactor: 2 });
  await noSideways(zoomed, "whole at 200 %");
  await zoomed.context().close();
}

/** A page of what was put on record: each mark has its own form and its own words, in
 * every colour scheme, and each change is one step away. */
async function onRecord() {
  for (const options of [{}, { colorScheme: "dark" }, { forcedColors: "active" }]) {
    const what = `on record, ${JSON.stringify(options)}`;
    const page = await open(what, { viewport: { width: 1360, height: 900 }, ...options });
    if (!(await page.evaluate(() => document.body.classList.contains("onrec")))) return page.context().close();
    for (const wrong of await page.evaluate(forms)) check(false, `${what}: ${wrong}`);
    await jumps(page, what);
    await page.context().close();
  }
  for (const [width, height] of [[680, 450], [340, 600]]) {
    const what = `on record, 1360 enlarged to ${width}`;
    const page = await open(what, { viewport: { width, height }, deviceScaleFactor: 2 });
    await noSideways(page, what);
    await page.context().close();
  }
}

/** Runs in the page: what of the forms is not as it should be. */
function forms() {
  const wrong = [];
  const style = (e) => getComputedStyle(e);
  const all = (selector, ok, what) => {
    for (const e of document.querySelectorAll(selector)) if (!ok(e, style(e))) wrong.push(`${what}: ${e.textContent.trim().slice(0, 60)}`);
  };
  all("ins", (e, s) => s.textDecorationLine === "underline" && e.querySelector(".vh")?.textContent.includes("inserted"), "an insertion is not underlined, or not spoken");
  all("del", (e, s) => s.textDecorationLine === "line-through" && e.querySelector(".vh")?.textContent.includes("deleted"), "a deletion is not struck, or not spoken");
  const bar = (style, width, side) => (_, s) => s[`border${side}Style`] === style && s[`border${side}Width`] === width;
  all(".words.dissent", bar("solid", "6px", "Left"), "a dissent has not its bar");
  all(".words.objection", bar("double", "7px", "Left"), "an objection has not its bar");
  all(".words.reservation", bar("dashed", "6px", "Left"), "a reservation has not its bar");
  all(".words.reply", (e, s) => bar("solid", "6px", "Right")(e, s) && s.borderLeftWidth === "0px", "a reply has not its bar");
  all(".verdict.holds", bar("double", "5px", "Top"), "a verdict that holds has not its frame");
  all(".verdict.fails", bar("solid", "8px", "Top"), "a verdict that does not hold has not its frame");
  all(".withheld", (_, s) => s.backgroundImage !== "none" || s.borderTopStyle === "dashed", "a passage withheld is not hatched");
  const counts = document.querySelector(".counts");
  if (document.querySelector(".redline") && !/\d+ removed/.test(counts?.textContent ?? "")) wrong.push("the count of words removed is not shown");
  for (const v of document.querySelectorAll(".verdict.holds")) {
    const lists = Array.from(v.querySelectorAll(".marked"), (e) => e.className.split(" ")[1]).join(" ");
    if (lists !== "proved claimed open") wrong.push(`the lists stand as ${lists}`);
  }
  return wrong;
}

/** Each change is reached from the counts, with the keyboard. */
async function jumps(page, what) {
  for (const href of await page.evaluate(() => Array.from(document.querySelectorAll(".jump a"), (a) => a.getAttribute("href")))) {
    await page.focus(`.jump a[href="${href}"]`);
    await page.keyboard.press("Enter");
    const seen = await page.evaluate((id) => {
      const r = document.getElementById(id)?.getBoundingClientRect();
      return r !== undefined && r.top >= 0 && r.top < innerHeight;
    }, href.slice(1));
    check(seen, `${what}: ${href} does not lead to its change`);
  }
}

async function eventIds() {
  const page = await open("count", {});
  const ids = await page.evaluate(() => Array.from(document.querySelectorAll("section.event"), (s) => s.id));
  await page.context().close();
  return ids;
}

const shownEvents = (page) => page.evaluate(() => Array.from(document.querySelectorAll("section.event")).filter((s) => s.getClientRects().length > 0).map((s) => s.id));

/** Each event, opened by its address, holds in both widths. */
async function eachEvent(ids) {
  for (const id of ids) {
    for (const width of [1360, 390]) {
      const what = `event ${id} at ${width}`;
      const page = await open(what, { viewport: { width, height: 900 } }, "#" + id);
      check((await shownEvents(page)).join() === id, `${what}: its address does not show it alone`);
      await noSideways(page, what);
      await shot(page, `${id}-${width}`);
      await page.context().close();
    }
  }
}

/** From the top to the second event, its slider and back, with the keyboard alone. */
async function keyboard(ids) {
  const page = await open("keyboard", { viewport: { width: 1360, height: 900 } });
  const tabTo = async (selector, most) => {
    for (let i = 0; i < most; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return true;
    }
    return false;
  };
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement?.className === "skip"), "keyboard: the first stop is not the skip link");
  const target = ids[1] ?? ids[0];
  check(await tabTo(`#list a[href="#${target}"]`, 40), "keyboard: the list is not reached");
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.activeElement?.closest("section.event")?.id === id, target).catch(() => check(false, "keyboard: Enter does not bring the focus to the event"));
  check((await shownEvents(page)).join() === target, "keyboard: Enter does not show the event alone");
  check((await page.evaluate(() => document.querySelector('#list a[aria-current="true"]')?.getAttribute("href"))) === "#" + target, "keyboard: the list does not mark the event shown");
  if (await page.evaluate((id) => document.getElementById(id).querySelector(".slider") !== null, target)) await slider(page, tabTo);
  await letters(page, ids, target);
  await page.context().close();
}

async function slider(page, tabTo) {
  check(await tabTo("[role=slider]", 120), "keyboard: the slider is not reached");
  const value = () => page.evaluate(() => [Number(document.activeElement.getAttribute("aria-valuenow")), document.activeElement.getAttribute("aria-valuetext")]);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  check(outline === "3px", `keyboard: the slider's focus ring is ${outline}`);
  const words = /^\d\d:\d\d UTC, A .+, B .+/;
  await page.keyboard.press("Home");
  const [home, said] = await value();
  check(words.test(said), `keyboard: the slider says ${said}`);
  await page.keyboard.press("ArrowRight");
  const [right, saidRight] = await value();
  check(right > home && saidRight !== said, "keyboard: right does not go to the next fix");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowRight");
  const [hour] = await value();
  await page.keyboard.press("End");
  const [end] = await value();
  check(hour >= Math.min(home + 55, end), `keyboard: shift and right goes from ${home} to ${hour}`);
  check(end > home, "keyboard: End is not after Home");
  const x = await page.evaluate(() => Array.from(document.activeElement.parentElement.querySelectorAll("svg.wide .handline"), (e) => e.getAttribute("d")).join());
  await page.keyboard.press("Home");
  const y = await page.evaluate(() => Array.from(document.activeElement.parentElement.querySelectorAll("svg.wide .handline"), (e) => e.getAttribute("d")).join());
  check(x !== y, "keyboard: the handle does not move with the slider");
}

async function letters(page, ids, from) {
  const shown = async () => (await shownEvents(page)).join();
  const i = ids.indexOf(from);
  if (i > 0) {
    await page.keyboard.press("k");
    await page.waitForTimeout(50);
    check((await shown()) === ids[i - 1], "keyboard: k does not go to the event before");
    await page.keyboard.press("j");
    await page.waitForTimeout(50);
    check((await shown()) === from, "keyboard: j does not go to the next event");
  }
  await page.keyboard.press("e");
  check(await page.evaluate(() => document.activeElement?.textContent === "What it is consistent with"), "keyboard: e does not go to the evidence");
  await page.keyboard.press("?");
  check(await page.evaluate(() => document.querySelector("#keys details").open), "keyboard: ? does not open the keys");
  await page.evaluate(() => document.querySelector("#keys input").click());
  await page.keyboard.press("Tab");
  const before = await shown();
  await page.keyboard.press("k");
  await page.waitForTimeout(50);
  check((await shown()) === before, "keyboard: letters still act when they are off");
}

/** Play moves by itself only when asked, and stops. */
async function player() {
  for (const reducedMotion of ["no-preference", "reduce"]) {
    const page = await open("player", { reducedMotion });
    const now = () => page.evaluate(() => document.querySelector(".on [role=slider]")?.getAttribute("aria-valuenow"));
    const start = await now();
    if (start === undefined) return page.context().close();
    await page.waitForTimeout(1300);
    check((await now()) === start, "player: it plays by itself");
    await page.click(".on .go");
    await page.waitForTimeout(2400);
    check(Number(await now()) > Number(start), `player: Play does not play (${reducedMotion})`);
    await page.click(".on .go");
    const stopped = await now();
    await page.waitForTimeout(1300);
    check((await now()) === stopped, "player: Stop does not stop");
    await page.context().close();
  }
}

/** The switch of colours changes the page and is there after. */
async function theme() {
  const page = await open("theme", { colorScheme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await ground();
  await page.click(".theme");
  check((await ground()) !== day, "theme: the switch changes nothing");
  await page.reload();
  check((await ground()) !== day, "theme: the switch is not remembered");
  await page.context().close();
}

async function withoutScript(ids) {
  for (const width of [1360, 390]) {
    const what = `without script at ${width}`;
    const page = await open(what, { javaScriptEnabled: false, viewport: { width, height: 900 } });
    check((await shownEvents(page)).length === ids.length, `${what}: not every event is shown`);
    check(await page.evaluate(() => Array.from(document.querySelectorAll(".player, #keys")).every((e) => e.getClientRects().length === 0)), `${what}: controls that do nothing are shown`);
    await noSideways(page, what);
    await shot(page, `noscript-${width}`);
    await page.context().close();
  }
}

/** Print shows every event and opens all arithmetic. */
async function print(ids) {
  for (const javaScriptEnabled of [true, false]) {
    const what = `print, script ${javaScriptEnabled ? "on" : "off"}`;
    const page = await open(what, { javaScriptEnabled, viewport: { width: 718, height: 1000 }, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    check((await shownEvents(page)).length === ids.length, `${what}: not every event is shown`);
    const shut = await page.evaluate(() => Array.from(document.querySelectorAll("main details")).filter((d) => Array.from(d.children).some((c) => c.tagName !== "SUMMARY" && !c.checkVisibility())).length);
    check(shut === 0, `${what}: ${shut} details stay shut`);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    check(paper === "rgb(255, 255, 255)", `${what}: the paper is ${paper}`);
    if (javaScriptEnabled) await shot(page, "print");
    await page.context().close();
  }
}

try {
  const ids = await eventIds();
  await seen("1360 light", "light-1360", 1360, { colorScheme: "light" });
  await seen("1360 dark", "dark-1360", 1360, { colorScheme: "dark" });
  await seen("390 light", "light-390", 390, { colorScheme: "light", deviceScaleFactor: 1.25 });
  await seen("390 dark", "dark-390", 390, { colorScheme: "dark" });
  await seen("1000", "light-1000", 1000);
  await seen("320", "light-320", 320);
  await seen("forced colours", "forced-1360", 1360, { forcedColors: "active" });
  if (!(await isRecord())) {
    await eachEvent(ids);
    if (ids.length > 0) {
      await keyboard(ids);
      await player();
    }
    await theme();
    await withoutScript(ids);
    if (await isWhole()) await wholePage();
  } else {
    await recordPage();
    await onRecord();
  }
  await print(ids);
} finally {
  await browser.close();
}
for (const f of failures) console.error("FAIL " + f);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
