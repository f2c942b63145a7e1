// The names and sizes of the files chosen, before they are sent.
const LARGEST = 10 * 1024 * 1024

// `<input type="file" data-photos data-too-large="{name} is larger than 10 MB.">`; the list is put after it.
export function photos (input) {
  const list = document.createElement('ul')
  list.className = 'chosen-files'
  const told = document.createElement('div')
  told.setAttribute('role', 'status')
  told.append(list)
  input.after(told)
  input.addEventListener('change', () => list.replaceChildren(...[...input.files].map((file) => line(file, input.dataset.tooLarge))))
}

function line (file, tooLarge) {
  const item = document.createElement('li')
  item.append(Object.assign(document.createElement('bdi'), { textContent: file.name }), ` · ${size(file.size)}`)
  if (file.size > LARGEST && tooLarge) {
    item.append(document.createElement('br'), Object.assign(document.createElement('span'), {
      className: 'chosen-files__problem',
      textContent: tooLarge.replace('{name}', file.name),
    }))
  }
  return item
}

function size (bytes) {
  const language = document.documentElement.lang
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 }).format(amount)
}
