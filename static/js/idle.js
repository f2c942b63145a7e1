// A warning before a case closes itself after thirty idle minutes, with a button that keeps it open.
const MINUTE = 60000

// `<dialog data-idle data-minutes="30" data-warn="5" data-ended="/where/to"><form method="post" action="/keep">…</form></dialog>`
export function idle (dialog) {
  const form = dialog.querySelector('form')
  let touched

  function rest () {
    touched = Date.now()
    if (dialog.open) dialog.close()
  }

  // Compared with the clock, not counted: a phone that sleeps stops timers but not the session.
  function look () {
    const minutes = (Date.now() - touched) / MINUTE
    if (minutes >= Number(dialog.dataset.minutes)) return window.location.replace(dialog.dataset.ended)
    if (minutes >= dialog.dataset.minutes - dialog.dataset.warn && !dialog.open) dialog.showModal()
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), credentials: 'same-origin' })
      if (!answer.ok || answer.redirected) throw new Error(answer.status)
      rest()
    } catch {
      form.submit()
    }
  })
  rest()
  setInterval(look, 10000)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look() })
}
