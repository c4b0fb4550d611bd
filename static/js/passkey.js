// What has to do with passkeys stays hidden until it is known that this browser can.
// The rest is allauth's: it tells by an event when a key was refused or put away.
const shown = window.PublicKeyCredential ? '[data-passkey]' : '[data-passkey-missing]'

for (const part of document.querySelectorAll(shown)) part.hidden = false

document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  for (const word of document.querySelectorAll('[data-passkey-failed]')) {
    word.hidden = true // so that it is read out again
    requestAnimationFrame(() => { word.hidden = false })
  }
})
