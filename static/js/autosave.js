// Words not yet sent are kept every five seconds, and once more when the page is left.
const EVERY = 5000
const GIVE_UP_AFTER = 30000

// `<form data-autosave="/where/to" data-saved="Saved" data-unsaved="Not saved yet.">`, with an element `[data-autosave-status]` inside.
export function autosave (form) {
  const status = form.querySelector('[data-autosave-status]')
  let kept = fingerprint(form)
  let busy = false
  let sent = false

  async function keep () {
    const now = fingerprint(form)
    if (busy || sent || now === kept) return
    busy = true
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), GIVE_UP_AFTER)
    try {
      const answer = await fetch(form.dataset.autosave, { method: 'POST', body: words(form), credentials: 'same-origin', signal: stop.signal })
      if (!answer.ok) throw new Error(answer.status)
      kept = now
      say(form.dataset.saved)
    } catch {
      say(form.dataset.unsaved)
    } finally {
      clearTimeout(timer)
      busy = false
    }
  }

  function say (text) {
    if (status && status.textContent !== text) status.textContent = text || ''
  }

  setInterval(keep, EVERY)
  form.addEventListener('input', () => { if (fingerprint(form) !== kept) say('') })
  form.addEventListener('submit', () => { sent = true })
  window.addEventListener('pageshow', () => { sent = false })
  window.addEventListener('pagehide', () => {
    if (sent || document.documentElement.hidden || fingerprint(form) === kept) return // hidden: "Exit this page"
    if (navigator.sendBeacon(form.dataset.autosave, words(form))) kept = fingerprint(form)
  })
}

// The form without its files: photos are only sent when the resident sends them.
function words (form) {
  const data = new FormData()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') data.append(name, value)
  }
  return data
}

function fingerprint (form) {
  return JSON.stringify([...words(form)])
}
