// A page in a frame of a tenant's site: tells that site, and no other, how high it is and what happens. Must not tell it anything
// by which somebody could see or change a booking.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { origin, booking, start, end } = script.dataset;

  /**
   * @param {string} what
   * @param {Record<string, unknown>} more
   */
  function tell(what, more = {}) {
    // The server names no origin but the tenant's; the browser tells no other.
    if (origin && parent !== window) parent.postMessage({ type: `scheduling:${what}`, ...more }, origin);
  }

  document.addEventListener('DOMContentLoaded', () => {
    const page = document.documentElement;
    new ResizeObserver(() => tell('height', { height: Math.ceil(page.getBoundingClientRect().height) })).observe(page);
    if (booking) tell('booked', { bookingId: booking, start, end });
  });
  document.addEventListener('submit', ({ submitter }) => {
    if (submitter instanceof HTMLButtonElement && submitter.name === 'start') tell('time-chosen', { start: submitter.value });
  });
  // Keys that are pressed here are not heard out there.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tell('close');
  });
}
