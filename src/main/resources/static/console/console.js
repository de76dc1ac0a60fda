// What a page gains from a script; every page can be read without it.
'use strict';

// Times in the reader's own zone, UTC in the title; <time data-ago> says how long ago that was, and
// <time data-short> the day or the hour alone, <span data-zone> which zone that is.
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const short = {
  day: new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' }),
  time: new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }),
};
const distance = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
function ago(at) {
  const seconds = Math.round((at - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return distance.format(Math.trunc(seconds / length), unit);
}
function localise(root) {
  for (const zone of root.querySelectorAll('[data-zone]')) {
    zone.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    if (time.dataset.short !== undefined) {
      time.textContent = short[time.dataset.short].format(at);
    } else if (!Number.isNaN(at.getTime())) {
      time.title = time.dataset.ago === undefined ? time.dateTime : `${local.format(at)} (${time.dateTime})`;
      time.textContent = time.dataset.ago === undefined ? local.format(at) : ago(at);
    }
  }
}
localise(document);

// <button data-copies="id"> copies the text of the element of that id.
for (const button of document.querySelectorAll('button[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    const label = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

// <select data-submits> sends its form when it is changed; its button is for those without script.
for (const select of document.querySelectorAll('select[data-submits]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}
document.documentElement.classList.add('scripted');

// <input type="datetime-local" data-utc> holds and sends UTC; the reader sees and types their own zone.
for (const input of document.querySelectorAll('input[data-utc]')) {
  const pad = (number) => String(number).padStart(2, '0');
  if (input.value !== '') {
    const at = new Date(`${input.value}Z`);
    input.value = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
  }
  document.querySelector(`label[for="${input.id}"] .zone`)?.remove();
  input.form.addEventListener('formdata', (event) => {
    if (input.value !== '') {
      event.formData.set(input.name, new Date(input.value).toISOString());
    }
  });
}
