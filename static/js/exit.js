// "Exit this page": gone at once, and Back does not bring it back. Escape pressed three times does the same.
const WITHIN = 3000

// `<button data-exit data-to="https://…" data-end="/where/the/draft/is/closed" data-token="csrf">`
export function exit (link) {
  let presses = []

  function leave () {
    document.documentElement.hidden = true
    document.title = ''
    if (link.dataset.end) {
      const body = new FormData()
      body.append('csrf_token', link.dataset.token)
      navigator.sendBeacon(link.dataset.end, body)
    }
    window.location.replace(link.dataset.to)
  }

  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN)
    if (presses.length >= 3) leave()
  })
}
