// A second tap on the same button sends nothing. It opens again after ten seconds, or when the page is shown again.
const AGAIN_AFTER = 10000

export function submitOnce (page) {
  const sent = new Set()

  function open (form) {
    sent.delete(form)
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
  }

  page.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || form.method === 'get') return
    if (sent.has(form)) return event.preventDefault()
    sent.add(form)
    // Not `disabled`: a disabled button loses its focus, and its name and value are not sent.
    event.submitter?.setAttribute('aria-disabled', 'true')
    setTimeout(() => open(form), AGAIN_AFTER)
  })
  window.addEventListener('pageshow', () => sent.forEach(open))
}
