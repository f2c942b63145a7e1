// The chat without reloading: the same form, the same address, answered in JSON.
// {"html": new bubbles, "choices": the buttons under them, "turn": the next turn's number, "go": an address to go to instead}

const GIVE_UP_AFTER = 45000
const calm = window.matchMedia('(prefers-reduced-motion: reduce)')
const keyboard = window.matchMedia('(pointer: fine)')

export function chat (root) {
  const log = root.querySelector('[role="log"]')
  const choices = root.querySelector('[data-choices]')
  const composer = root.querySelector('form[data-composer]')
  const input = composer.querySelector('textarea, input[type="text"]')
  const typing = root.querySelector('template[data-typing]')
  let busy = false

  showLast()

  root.addEventListener('submit', async (event) => {
    const form = event.target
    if (!form.matches('[data-turn-form]')) return
    const button = event.submitter
    if (form === composer && !button?.name && !input.value.trim()) {
      event.preventDefault()
      input.focus()
      return
    }
    event.preventDefault()
    if (busy) return
    const body = new FormData(form)
    if (button && button.name) body.append(button.name, button.value)
    busy = true
    const waiting = typing.content.firstElementChild.cloneNode(true)
    log.append(waiting)
    showLast()
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), GIVE_UP_AFTER)
    try {
      const answer = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin', headers: { Accept: 'application/json' }, signal: stop.signal })
      if (!answer.ok) throw new Error(answer.status)
      const reply = await answer.json()
      waiting.remove() // before anything is measured
      take(reply, form)
    } catch {
      plainly(form, button) // the turn's number lets the server see a turn it has already had
    } finally {
      clearTimeout(timer)
      waiting.remove()
      busy = false
    }
  })

  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !keyboard.matches) return
    event.preventDefault()
    composer.requestSubmit(composer.querySelector('button:not([name])'))
  })

  function take (reply, form) {
    if (reply.go) return window.location.assign(reply.go)
    const before = log.lastElementChild
    log.insertAdjacentHTML('beforeend', reply.html)
    choices.innerHTML = reply.choices
    for (const field of root.querySelectorAll('input[name="turn"]')) field.value = reply.turn
    if (form === composer) {
      input.value = ''
      input.focus({ preventScroll: true })
    } else if (!form.isConnected) {
      choices.focus({ preventScroll: true }) // not the input: on a phone that would open the keyboard at every button
    }
    showLast(urgentAfter(before))
  }

  function urgentAfter (bubble) {
    while (bubble && !bubble.matches('.bubble--urgent')) bubble = bubble.nextElementSibling
    return bubble // what to do in danger is seen from its first line
  }

  function plainly (form, button) {
    if (button && button.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }))
    form.submit()
  }

  function showLast (urgent) {
    const last = urgent || (choices.firstElementChild ? choices : log.lastElementChild)
    if (last) last.scrollIntoView({ block: urgent ? 'start' : 'nearest', behavior: calm.matches ? 'auto' : 'smooth' })
  }
}
