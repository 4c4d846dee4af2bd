// The page on which a time is chosen, which works without this: the times are in the visitor's zone, and a zone or a clock that
// is chosen is applied, and what somebody else takes meanwhile goes away. Must not know what a time means: the server has decided all that is shown.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);

  /**
   * Asks for the page in the zone of this browser, before anything of it is seen. The server names the zone that it shows only
   * where the address names none, and the address that is asked for names one: this happens once.
   * @param {string} shown
   */
  function showInOwnZone(shown) {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!own || own === shown) return;
    const there = new URL(location.href);
    there.searchParams.set('timezone', own);
    const page = document.documentElement;
    page.hidden = true;
    // Whoever is not led there, as without a network, sees what there is.
    setTimeout(() => { page.hidden = false; }, 3000);
    location.replace(there);
  }

  /**
   * Sends a form when something is chosen in it. With the keys a list is gone through one by one: there the button sends it.
   * @param {HTMLFormElement} form
   */
  function sendWhenChosen(form) {
    let byKey = false;
    form.addEventListener('keydown', () => { byKey = true; });
    form.addEventListener('pointerdown', () => { byKey = false; });
    form.addEventListener('change', () => { if (!byKey) form.requestSubmit(); });
  }

  /**
   * The date of a start, as the server writes it; nothing in a zone that this browser does not know.
   * @param {string} zone
   * @returns {(start: string) => string | undefined}
   */
  function datesIn(zone) {
    try {
      // Swedish dates are written as ISO 8601 has it.
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
      return (start) => format.format(new Date(start));
    } catch {
      return () => undefined;
    }
  }

  /**
   * Lets a date be chosen, or not.
   * @param {HTMLElement} date
   * @param {boolean} isFree
   */
  function mark(date, isFree) {
    date.classList.toggle('none', !isFree);
    if (date instanceof HTMLButtonElement) date.disabled = !isFree;
    const { href } = date.dataset;
    if (isFree && href) date.setAttribute('href', href);
    if (!isFree && date.hasAttribute('href')) {
      date.dataset.href = date.getAttribute('href') ?? '';
      date.removeAttribute('href');
    }
  }

  /**
   * Shows of the times of the page those that are free. The others leave their places empty: nobody presses what has just moved
   * under the finger.
   * @param {string[]} free
   */
  function show(free) {
    const starts = new Set(free);
    /** @type {string[]} */
    const gone = [];
    const buttons = [...document.querySelectorAll('button.start')].filter((one) => one instanceof HTMLButtonElement);
    for (const button of buttons) {
      const isFree = starts.has(button.value);
      if (!isFree && !button.disabled) gone.push(button.textContent ?? '');
      if (!isFree && button === document.activeElement) document.getElementById('times')?.focus();
      button.disabled = !isFree;
      button.classList.toggle('gone', !isFree);
    }
    const told = document.getElementById('told');
    if (told && gone.length > 0) told.textContent = (told.dataset.gone ?? '').replace('{}', gone.join(', '));
    const nothing = document.getElementById('nothing-free');
    if (nothing) nothing.hidden = buttons.some((button) => !button.disabled);
    const dateOf = datesIn(script.dataset.zone ?? '');
    const dates = new Set(free.map(dateOf));
    if (dates.has(undefined)) return;
    for (const date of document.querySelectorAll('.date')) {
      if (date instanceof HTMLElement) mark(date, dates.has(date.dataset.date));
    }
  }

  /**
   * Shows what is free while the page is seen. Without a connection it stays as it is.
   * @param {string} address
   */
  function watch(address) {
    /** @type {EventSource | undefined} */
    let source;
    const end = () => {
      source?.close();
      source = undefined;
    };
    const begin = () => {
      if (source || document.hidden) return;
      source = new EventSource(address);
      source.addEventListener('message', (event) => show(JSON.parse(event.data)));
    };
    document.addEventListener('visibilitychange', () => (document.hidden ? end() : begin()));
    // Whoever has chosen a time keeps it: it is not taken from them.
    document.addEventListener('submit', end);
    addEventListener('pagehide', end);
    addEventListener('pageshow', begin);
  }

  if (script.dataset.own && script.dataset.zone) showInOwnZone(script.dataset.zone);

  document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector('.clocks form');
    if (form instanceof HTMLFormElement) sendWhenChosen(form);
    if (script.dataset.live) watch(script.dataset.live);
  });
}
