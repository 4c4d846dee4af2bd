// The page on which a time is chosen, which works without this: the times are in the visitor's zone, and a zone or a clock that
// is chosen is applied. Must not know what a time means: the server has decided all that is shown.
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

  if (script.dataset.zone) showInOwnZone(script.dataset.zone);

  document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector('.clocks form');
    if (form instanceof HTMLFormElement) sendWhenChosen(form);
  });
}
