/** What a reader chose, kept where the browser lets us; a page opened from a file may
 * be refused, and then nothing is remembered. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem("plimsoll-" + key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem("plimsoll-" + key, value);
  } catch {
    // Not kept; the page works the same.
  }
}
