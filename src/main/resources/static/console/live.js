// Pages that stay fresh while they are looked at. Without it they are as they were when asked for.
'use strict';

// Takes over one element from a fresh copy of this very page, and keeps the focus.
async function renew(id) {
  const element = document.getElementById(id);
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
  if (fresh === null) {
    return;
  }
  const focused = element.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  const opened = [...element.querySelectorAll('details')].map((details) => details.open);
  element.replaceChildren(...fresh.childNodes);
  element.querySelectorAll('details').forEach((details, index) => { details.open = opened[index] ?? details.open; });
  localise(element);
  if (focused !== null) {
    element.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
}

// <div id="…" data-every="10"> is renewed so many seconds apart, while it can be seen.
for (const element of document.querySelectorAll('[data-every]')) {
  setInterval(() => { if (!document.hidden) { renew(element.id); } }, element.dataset.every * 1000);
}

// <p data-live="address of the events" data-list="id of what to renew"> with a status and a button.
for (const live of document.querySelectorAll('[data-live]')) {
  const button = live.querySelector('button');
  const state = live.querySelector('[role=status]');
  let source = null;
  const watch = () => {
    source = new EventSource(live.dataset.live);
    source.onmessage = (event) => { if (event.data === 'changed') { renew(live.dataset.list); } };
  };
  const show = (isLive) => {
    live.classList.toggle('paused', !isLive);
    state.textContent = isLive ? 'Live' : 'Paused';
    button.textContent = isLive ? 'Pause' : 'Resume';
  };
  button.addEventListener('click', () => {
    if (source === null) {
      renew(live.dataset.list);
      watch();
    } else {
      source.close();
      source = null;
    }
    show(source !== null);
  });
  live.hidden = false;
  watch();
}
