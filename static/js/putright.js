// What the pages gain where a script runs. Every page works without any of it.
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { autosave } from './autosave.js'
import { chat } from './chat.js'
import { exit } from './exit.js'
import { idle } from './idle.js'
import { photos } from './photos.js'
import { print } from './print.js'
import { submitOnce } from './submit_once.js'

// GOV.UK Frontend refuses to start without this class; their own page sets it in an inline script, which our CSP forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const parts = [
  ['[data-module="govuk-error-summary"]', (element) => new ErrorSummary(element)],
  ['[data-module="govuk-checkboxes"]', (element) => new Checkboxes(element)],
  ['form[data-autosave]', autosave],
  ['[data-chat]', chat],
  ['[data-exit]', exit],
  ['dialog[data-idle]', idle],
  ['input[type="file"][data-photos]', photos],
  ['button[data-print]', print],
]

for (const [selector, start] of parts) {
  for (const element of document.querySelectorAll(selector)) {
    try {
      start(element)
    } catch (error) {
      console.error(selector, error) // one part that fails must not take the others with it
    }
  }
}
submitOnce(document)
