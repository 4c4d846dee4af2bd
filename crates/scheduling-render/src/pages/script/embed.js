// <scheduling-booking>: the booking pages in a site of a tenant: in its text, or in a dialog behind a button. See docs/embed.md.
// Must not believe what comes from elsewhere than from its own frame on its own server.
{
  const server = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).origin;
  /** What is said in the address of the pages; besides these, what begins with `q-` (a question) or `utm_`. */
  const PASSED = ['timezone', 'clock', 'month', 'date', 'name', 'email', 'phone', 'guests', 'notes'];
  /** What the pages tell, and the element tells on. */
  const TOLD = ['scheduling:height', 'scheduling:time-chosen', 'scheduling:booked'];

  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { display: block; }
    :host([mode="popup"]) { display: inline-block; }
    :host([hidden]) { display: none; }
    iframe { display: block; inline-size: 100%; block-size: 44rem; border: 0; }
    button { font: inherit; cursor: pointer; }
    .open {
      padding: 0.75em 1.25em; border: 0; border-radius: 0.5em; font-weight: 600;
      background: var(--scheduling-accent, #1f5fbf); color: var(--scheduling-on-accent, #fff);
    }
    :host([mode="button"]) .open {
      position: fixed; inset-block-end: 1.25rem; inset-inline-end: 1.25rem; z-index: 2147483000;
      border-radius: 2em; box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 25%);
    }
    dialog {
      box-sizing: border-box; inline-size: min(66rem, 100vw - 1.5rem); max-inline-size: none; max-block-size: calc(100vh - 1.5rem);
      padding: 0.5rem 1.25rem 1.25rem; border: 0; border-radius: 0.875rem; background: Canvas; color: CanvasText;
    }
    dialog::backdrop { background: rgb(0 0 0 / 50%); }
    .close {
      display: block; margin-inline-start: auto; inline-size: 2.75rem; block-size: 2.75rem;
      border: 0; border-radius: 50%; background: transparent; color: inherit; font-size: 1.5rem;
    }
    button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
  `);

  class SchedulingBooking extends HTMLElement {
    /** @type {HTMLIFrameElement | undefined} */
    #frame;
    /** @type {HTMLDialogElement | undefined} */
    #dialog;
    /** The last booking that was told: whoever loads its page again has booked nothing. */
    #booked = '';

    connectedCallback() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [style];
      addEventListener('message', this.#hear);
      const mode = this.getAttribute('mode') ?? 'inline';
      if (mode === 'inline') {
        root.replaceChildren(this.#pages());
        return;
      }
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'open';
      button.part.add('button');
      button.textContent = this.#label;
      button.setAttribute('aria-haspopup', 'dialog');
      button.addEventListener('click', () => this.open());
      root.replaceChildren(button);
    }

    disconnectedCallback() {
      removeEventListener('message', this.#hear);
      this.close();
      this.shadowRoot?.replaceChildren();
    }

    /** Opens the dialog. It keeps what was begun in it until the element goes. */
    open() {
      if (!this.shadowRoot || this.getAttribute('mode') === 'inline' || !this.hasAttribute('mode')) return;
      if (!this.#dialog?.isConnected) {
        this.#dialog = this.#newDialog();
        this.shadowRoot.append(this.#dialog);
      }
      if (!this.#dialog.open) this.#dialog.showModal();
    }

    /** Closes it. */
    close() {
      this.#dialog?.close();
    }

    get #label() {
      return this.getAttribute('label') ?? 'Book a time';
    }

    #newDialog() {
      const dialog = document.createElement('dialog');
      dialog.part.add('dialog');
      dialog.setAttribute('aria-label', this.#label);
      const close = document.createElement('button');
      close.type = 'button';
      close.className = 'close';
      close.textContent = '×';
      close.setAttribute('aria-label', this.getAttribute('close-label') ?? 'Close');
      close.addEventListener('click', () => dialog.close());
      // What is pressed beside it is the dialog itself.
      dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
      dialog.append(close, this.#pages());
      return dialog;
    }

    #pages() {
      const frame = document.createElement('iframe');
      frame.title = this.#label;
      frame.part.add('frame');
      frame.src = this.#address();
      this.#frame = frame;
      return frame;
    }

    #address() {
      const named = (/** @type {string} */ name) => encodeURIComponent(this.getAttribute(name) ?? '');
      const owner = this.hasAttribute('team') ? `team/${named('team')}` : named('host');
      const path = ['/book', named('tenant'), owner, named('event')].filter((part) => part !== '').join('/');
      const address = new URL(path, server);
      for (const { name, value } of this.attributes) {
        if (PASSED.includes(name) || /^(q-|utm_)/.test(name)) address.searchParams.set(name, value);
      }
      address.searchParams.set('embed', '1');
      address.searchParams.set('embed_origin', location.origin);
      return address.href;
    }

    #hear = (/** @type {MessageEvent} */ event) => {
      const frame = this.#frame;
      if (!frame || event.origin !== server || event.source !== frame.contentWindow) return;
      const { type, ...detail } = Object(event.data);
      if (type === 'scheduling:close') this.close();
      if (!TOLD.includes(type)) return;
      if (type === 'scheduling:height' && detail.height > 0) frame.style.blockSize = `${Math.min(Number(detail.height), 10_000)}px`;
      if (type === 'scheduling:booked') {
        if (this.#booked === detail.bookingId) return;
        this.#booked = detail.bookingId;
      }
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    };
  }

  if (!customElements.get('scheduling-booking')) customElements.define('scheduling-booking', SchedulingBooking);
}
