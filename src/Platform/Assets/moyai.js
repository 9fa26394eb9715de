// The hands of the staff screens. Every page works without this file; it only makes the work quicker.
// No words for people stand here: they are in the page, so that the page can be read, translated and tested.
(() => {
  'use strict';
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = element => element && element.getClientRects().length > 0;
  const composing = event => event.isComposing || event.keyCode === 229;
  const fragmentHeader = 'X-Moyai-Fragment';

  const say = text => {
    const status = $('#moyai-status');
    if (status && text && status.textContent !== text) status.textContent = text;
  };
  const fault = visible => {
    const banner = $('#moyai-fragment-fault');
    if (banner) banner.hidden = !visible;
  };

  // A redirect means the sign-in page or an error page: never paint that into a part of this page.
  async function fetchFragment(url, options, name) {
    const response = await fetch(url, {
      credentials: 'same-origin', ...options, headers: { [fragmentHeader]: name, ...(options.headers ?? {}) },
    });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    return response.text();
  }

  function replace(target, html) {
    const held = target.contains(document.activeElement) ? document.activeElement.id : '';
    target.innerHTML = html;
    if (held) (document.getElementById(held) ?? $('main'))?.focus();
    prepare(target);
    const count = $('[data-count]', target);
    if (count) say(count.textContent.trim());
  }

  // ---- rows -------------------------------------------------------------------------------------------------------
  const rowTable = () => $$('table[data-rows]').find(shown);
  const rowLink = row => $('a[data-row-link]', row) ?? $('a[href]', row);
  const rowsOf = table => (table ? $$('tbody tr', table).filter(rowLink) : []);
  const currentRow = table => $('tbody tr.is-current', table);

  function markRow(row) {
    for (const other of $$('tr.is-current', row.closest('table'))) other.classList.remove('is-current');
    row.classList.add('is-current');
  }
  function moveRow(step) {
    const table = rowTable();
    const rows = rowsOf(table);
    if (rows.length === 0) return false;
    const focused = document.activeElement?.closest('tr');
    const at = rows.indexOf(focused);
    const next = at < 0 ? Math.max(0, rows.indexOf(currentRow(table))) : at + step;
    if (next < 0) {
      const search = liveField();
      if (search) search.focus();
      return true;
    }
    if (next >= rows.length) return true;
    markRow(rows[next]);
    rowLink(rows[next]).focus();
    rows[next].scrollIntoView({ block: 'nearest' });
    return true;
  }
  document.addEventListener('focusin', event => {
    const row = event.target.closest?.('table[data-rows] tbody tr');
    if (row) markRow(row);
  });

  // What a new part of the page needs: the first row preselected, wide tables reachable by keyboard.
  function prepare(root) {
    for (const table of $$('table[data-rows]', root)) {
      const first = rowsOf(table)[0];
      if (first && !currentRow(table)) first.classList.add('is-current');
    }
    for (const box of $$('.table-scroll', root)) {
      const fit = () => (box.scrollWidth > box.clientWidth ? box.setAttribute('tabindex', '0') : box.removeAttribute('tabindex'));
      fit();
      new ResizeObserver(fit).observe(box);
    }
  }

  // ---- keys -------------------------------------------------------------------------------------------------------
  const switchedOff = () => document.documentElement.dataset.keys === 'off';
  const setSwitch = off => (off ? (document.documentElement.dataset.keys = 'off') : delete document.documentElement.dataset.keys);
  const remember = off => { try { localStorage.setItem('moyai.keys', off ? 'off' : 'on'); } catch { /* a locked-down browser: for this page only */ } };
  try { setSwitch(localStorage.getItem('moyai.keys') === 'off'); } catch { /* keys stay on */ }

  let menuUntil = 0;
  const inField = element => element.matches('input, textarea, select, [contenteditable="true"]');

  function openHelp() {
    const help = $('dialog#key-help');
    if (help && !help.open) help.showModal();
    return Boolean(help);
  }
  function press(name, value) {
    const element = $$(`[data-${name}="${CSS.escape(value)}"]`).find(shown);
    if (!element) return false;
    element.focus();
    if (!element.hasAttribute('data-key-focus') && !inField(element)) element.click();
    return true;
  }

  function onPlainKey(event, key) {
    if (/^[0-9]$/.test(key) && performance.now() < menuUntil) {
      menuUntil = 0;
      return press('menu-key', key);
    }
    menuUntil = 0;
    switch (key) {
      case '?': return openHelp();
      case '/': { const field = $('[data-search-field]'); field?.focus(); field?.select(); return Boolean(field); }
      case 'm': if ($('[data-menu-key]')) { menuUntil = performance.now() + 2000; return true; } break;
      case 'j': if (moveRow(1)) return true; break;
      case 'k': if (moveRow(-1)) return true; break;
    }
    return press('key', key);
  }

  document.addEventListener('keydown', event => {
    if (composing(event) || event.defaultPrevented) return;
    const target = event.target;
    if (event.key === 'F1') { if (openHelp()) event.preventDefault(); return; }
    if ($('dialog[open]')) return;
    if (event.key === 'Enter' && event.ctrlKey) { submitStaffForm(target, event); return; }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (inField(target)) { onFieldKey(target, event); return; }
    let done = false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') done = moveRow(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Escape') done = press('key', 'Escape');
    else if (event.key === 'Enter' && (target === document.body || target.matches('main'))) done = openCurrent();
    else if (event.key.length === 1 && event.key !== ' ' && !switchedOff())
      done = onPlainKey(event, event.shiftKey ? event.key : event.key.toLowerCase());
    if (done) event.preventDefault();
  });

  function openCurrent() {
    const table = rowTable();
    const row = table && currentRow(table);
    if (!row) return false;
    rowLink(row).click();
    return true;
  }

  // ---- fields -----------------------------------------------------------------------------------------------------
  const oneLine = element => element.matches('select, input:not([type=submit], [type=button], [type=reset], [type=file], [type=image])');

  function onFieldKey(field, event) {
    const live = field === liveField();
    let done = false;
    if (event.key === 'Escape') { $('main')?.focus({ preventScroll: true }); done = true; }
    else if (live && event.key === 'ArrowDown') done = moveRow(1);
    else if (live && event.key === 'Enter' && field.form.dataset.shown === field.value) done = openCurrent();
    else if (event.key === 'Enter' && oneLine(field) && field.form?.matches('[data-staff]')) { nextField(field); done = true; }
    if (done) event.preventDefault();
  }
  function nextField(field) {
    // Enter never lands on a side button: pressed once too often, it would leave a person out.
    const stops = $$('input, select, textarea, button[type=submit][data-primary]', field.form)
      .filter(e => shown(e) && !e.disabled && e.type !== 'hidden' && !(e.type === 'radio' && e.name === field.name && field.type === 'radio' && e !== field));
    const next = stops[stops.indexOf(field) + 1];
    if (!next) return;
    next.focus();
    if (next.matches('input[type=text]')) next.select();
  }
  function submitStaffForm(target, event) {
    const form = target.closest('form[data-staff]') ?? $('form[data-staff]');
    if (!form) return;
    event.preventDefault();
    form.requestSubmit($('button[type=submit][data-primary]', form) ?? $('button[type=submit]', form));
  }

  // The server prints the date in words: one parser only, and the era table stays there.
  document.addEventListener('change', async event => {
    const field = event.target;
    const form = field.form;
    if (!field.matches?.('input[data-preview]') || !form) return;
    const printed = document.getElementById(field.dataset.previewTarget);
    const body = new URLSearchParams({ text: field.value });
    const token = $('input[data-antiforgery]', form) ?? $('input[data-antiforgery]');
    if (token) body.set(token.name, token.value);
    const asked = field.value;
    try {
      const text = await fetchFragment(field.dataset.preview, { method: 'POST', body }, 'date');
      if (printed && field.value === asked) printed.textContent = text;
    } catch { if (printed) printed.textContent = ''; }
  });

  // ---- guards -----------------------------------------------------------------------------------------------------
  const dirty = new Set($$('form[data-staff][data-dirty]'));
  document.addEventListener('input', event => {
    const form = event.target.form;
    if (form?.matches('[data-staff]')) dirty.add(form);
  });
  window.addEventListener('beforeunload', event => {
    if ([...dirty].some(form => form.isConnected)) event.preventDefault();
  });
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute('method') === 'dialog') return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    dirty.delete(form);
    if (form.hasAttribute('data-repeatable')) return;
    form.dataset.sent = '1';
    event.submitter?.setAttribute('aria-busy', 'true');
    // An answer that is a file leaves this page standing: let the form go again after a while.
    setTimeout(() => release(form), 8000);
  });
  const release = form => {
    delete form.dataset.sent;
    for (const button of $$('[aria-busy]', form)) button.removeAttribute('aria-busy');
  };
  window.addEventListener('pageshow', () => $$('form[data-sent]').forEach(release));

  // ---- live search ------------------------------------------------------------------------------------------------
  const liveField = () => $('form[data-live-search] input[type=search], form[data-live-search] input[type=text]');

  for (const form of $$('form[data-live-search]')) {
    let timer = 0, request = null, busy = false;
    const field = $('input[type=search], input[type=text]', form);
    const run = async () => {
      const target = document.getElementById(form.dataset.target);
      if (!target || !field) return;
      request?.abort();
      const mine = request = new AbortController();
      const asked = field.value;
      target.setAttribute('aria-busy', 'true');
      try {
        // POST: the searched name never stands in an address, a history or a proxy's log.
        const html = await fetchFragment(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: mine.signal }, 'results');
        if (mine !== request) return;
        replace(target, html);
        form.dataset.shown = asked;
        fault(false);
      } catch (error) {
        if (error.name === 'AbortError' || mine !== request) return;
        fault(true);
      } finally {
        if (mine === request) target.removeAttribute('aria-busy');
      }
    };
    const later = () => { clearTimeout(timer); delete form.dataset.shown; timer = setTimeout(run, 150); };
    form.addEventListener('compositionstart', () => { busy = true; clearTimeout(timer); });
    form.addEventListener('compositionend', () => { busy = false; later(); });
    // A control may stand outside the form and belong to it by its form attribute.
    document.addEventListener('input', event => { if (event.target.form === form && !busy && !event.isComposing) later(); });
    form.addEventListener('submit', () => { clearTimeout(timer); request?.abort(); });
  }

  // ---- progress ---------------------------------------------------------------------------------------------------
  for (const region of $$('[data-poll][data-poll-src]')) {
    const seconds = Math.max(1, Number(region.dataset.poll) || 5);
    const pause = $(`[data-poll-pause="${CSS.escape(region.id)}"]`);
    let paused = false, wait = seconds, timer = 0;
    const again = () => { clearTimeout(timer); timer = setTimeout(ask, wait * 1000); };
    const ask = async () => {
      if (paused || !region.isConnected) return;
      if (document.hidden) return again();
      try {
        const html = await fetchFragment(region.dataset.pollSrc, {}, region.id);
        if (paused) return;
        replace(region, html);
        say($('[data-announce]', region)?.textContent.trim());
        fault(false);
        wait = seconds;
      } catch { fault(true); wait = Math.min(wait * 2, 60); }
      if ($('[data-poll-done]', region)) { if (pause) pause.hidden = true; return; }
      again();
    };
    pause?.addEventListener('click', () => {
      paused = !paused;
      pause.setAttribute('aria-pressed', String(paused));
      if (!paused) ask();
    });
    if (!$('[data-poll-done]', region)) again();
  }

  // ---- end of the session -----------------------------------------------------------------------------------------
  let sessionTimer = 0;
  function watchSession(ends) {
    clearTimeout(sessionTimer);
    const at = Date.parse(ends);
    const place = $('#moyai-session');
    const warning = $('#moyai-session-text');
    if (Number.isNaN(at) || !place || !warning) return;
    place.replaceChildren();
    sessionTimer = setTimeout(() => place.replaceChildren(warning.content.cloneNode(true)), Math.min(Math.max(0, at - Date.now() - 300000), 2 ** 31 - 1));
  }
  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.matches('[data-extend]')) return;
    event.preventDefault();
    try {
      const response = await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' });
      const ends = response.headers.get('X-Session-Ends');
      if (!response.ok || response.redirected || !ends) throw new Error(String(response.status));
      watchSession(ends);
      $('main')?.focus({ preventScroll: true });
    } catch { release(form); fault(true); }
  }, true);

  // ---- start ------------------------------------------------------------------------------------------------------
  prepare(document);
  watchSession(document.body.dataset.sessionEnds);
  const keySwitch = $('[data-key-switch]');
  if (keySwitch) {
    keySwitch.checked = !switchedOff();
    keySwitch.addEventListener('change', () => { setSwitch(!keySwitch.checked); remember(!keySwitch.checked); });
  }
  for (const link of $$('a[href="#key-help"]')) link.addEventListener('click', event => { if (openHelp()) event.preventDefault(); });
  for (const button of $$('[data-print]')) button.addEventListener('click', () => window.print());
})();
