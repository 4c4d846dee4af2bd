// The form of a booking, which works without this: how long its time is still kept. Must not keep anybody from sending it: a time
// that is kept no more may be free all the same.
{
  /** @param {number} seconds */
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

  /**
   * Counts down, in sight only; what has to be heard is said twice: when a minute is left, and at the end.
   * @param {HTMLElement} shown
   * @param {HTMLElement} spoken
   */
  function countDown(shown, spoken) {
    const { left, running = '', minute = '', over = '' } = shown.dataset;
    // Of this clock only differences count: whether it is right does not matter.
    const ends = Date.now() + Number(left) * 1000;
    const turn = () => {
      const seconds = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
      shown.textContent = seconds > 0 ? running.replace('{}', clock(seconds)) : over;
      if (seconds === 0) clearInterval(turns);
      const said = seconds === 0 ? over : seconds <= 60 ? minute : '';
      if (spoken.textContent !== said) spoken.textContent = said;
    };
    const turns = setInterval(turn, 1000);
    turn();
  }

  document.addEventListener('DOMContentLoaded', () => {
    const shown = document.getElementById('kept');
    const spoken = document.getElementById('kept-told');
    if (shown && spoken) countDown(shown, spoken);
  });
}
