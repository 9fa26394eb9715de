// Passkeys: asks the browser for the key when the form is sent, and sends the answer as an ordinary field.
(() => {
  'use strict';
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const field = form.querySelector('input[name=credential]');
    const show = (name, visible) => { form.querySelector(`[data-passkey-${name}]`).hidden = !visible; };
    const usable = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname);
    show('missing', !usable);
    form.addEventListener('submit', async event => {
      if (field.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!usable) return;
      show('fault', false);
      try {
        const options = JSON.parse(form.dataset.passkeyOptions);
        const credential = form.dataset.passkey === 'create'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        field.value = JSON.stringify(credential.toJSON());
        form.requestSubmit();
      } catch {
        show('fault', true);
      }
    }, true);
  }
})();
