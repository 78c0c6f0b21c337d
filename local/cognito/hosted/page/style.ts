/** The style of the hosted pages, light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f1;
  --surface: #fffefb;
  --ink: #1b2023;
  --ink-soft: #59616a;
  --line: #dddad1;
  --line-strong: #8f9298;
  --accent: #0d6a63;
  --accent-strong: #0a534e;
  --on-accent: #ffffff;
  --danger: #a5301b;
  --danger-paper: #fbeeea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a;
    --surface: #1b1f23;
    --ink: #eceae5;
    --ink-soft: #a2a9b0;
    --line: #30363c;
    --line-strong: #6d757d;
    --accent: #63c7bb;
    --accent-strong: #86d8ce;
    --on-accent: #0b201d;
    --danger: #ff9d88;
    --danger-paper: #2c1f1d;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  display: flex;
  flex-direction: column;
  align-items: center;
  min-height: 100vh;
  min-height: 100svh;
  margin: 0;
  padding: clamp(1.5rem, 12vh, 7rem) 1rem 2rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  text-size-adjust: 100%;
}
main {
  width: 100%;
  max-width: 25rem;
  padding: clamp(1.5rem, 6vw, 2.25rem);
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--surface);
}
h1, p, ul, form { margin: 0; }
h1 {
  font: 600 1.5rem / 1.25 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Liberation Serif", serif;
  letter-spacing: -0.01em;
  text-wrap: balance;
  overflow-wrap: anywhere;
}
.lead { margin-top: 0.375rem; color: var(--ink-soft); overflow-wrap: anywhere; }
.alert {
  margin-top: 1.25rem;
  padding: 0.625rem 0.75rem;
  border: 1px solid var(--danger);
  border-radius: 6px;
  background: var(--danger-paper);
  color: var(--danger);
  font-size: 0.9375rem;
  font-weight: 600;
  overflow-wrap: anywhere;
}
form { display: grid; gap: 1.125rem; margin-top: 1.5rem; }
form + form { margin-top: 1.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.field { display: grid; gap: 0.25rem; }
label { font-size: 0.875rem; font-weight: 600; }
input {
  width: 100%;
  min-height: 2.75rem;
  padding: 0 0.75rem;
  border: 1px solid var(--line-strong);
  border-radius: 6px;
  background: var(--surface);
  color: var(--ink);
  font: inherit;
}
input[readonly] { border-color: var(--line); background: var(--paper); }
input[aria-invalid="true"] { border-color: var(--danger); box-shadow: inset 0 0 0 1px var(--danger); }
.hint { color: var(--ink-soft); font-size: 0.875rem; }
.hint ul { padding-left: 1.125rem; }
button {
  min-height: 2.75rem;
  padding: 0 1.125rem;
  border: 1px solid var(--accent);
  border-radius: 6px;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  overflow-wrap: anywhere;
  cursor: pointer;
}
button:hover { border-color: var(--accent-strong); background: var(--accent-strong); }
button.quiet { border-color: var(--line-strong); background: none; color: var(--accent); }
button.quiet:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { max-width: 25rem; margin-top: 1.25rem; color: var(--ink-soft); font-size: 0.8125rem; text-align: center; }
@media (forced-colors: active) { button, main { border-width: 2px; } }
`;
