import { keep, recall } from "./memory";

const root = document.documentElement;

function dark(): boolean {
  return (root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

/** A switch between the day and the night palette; without it the system decides. */
export function themeSwitch(): void {
  const kept = recall("theme");
  if (kept === "dark" || kept === "light") root.dataset["theme"] = kept;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "theme";
  const name = (): void => {
    button.textContent = dark() ? "Light" : "Dark";
    button.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
  };
  button.addEventListener("click", () => {
    root.dataset["theme"] = dark() ? "light" : "dark";
    keep("theme", root.dataset["theme"]);
    name();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  name();
  document.querySelector(".symbol")?.before(button);
}
