// The print button, shown only where it can work.
export function print (button) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
