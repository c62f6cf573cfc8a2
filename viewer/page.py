"""Scripts that our own page runs, for what viser has no setting for.

The message that carries them is a private part of viser (its own plots use it), touched nowhere
else. A page that ignores a script does without what it adds.
"""

import viser
from viser import _messages

_PATIENT = """(() => {
  if (window.__ask3dPatient) return;
  window.__ask3dPatient = true;
  window.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.ask3dLate) {
      delete form.dataset.ask3dLate;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => {
      form.dataset.ask3dLate = 'yes';
      form.requestSubmit();
    }, 120);
  }, true);
})();"""


def run_script(client: viser.ClientHandle | viser.ViserServer, source: str) -> None:
    """Run JavaScript in the page; `source` holds nothing that people or files said."""
    client.gui._websock_interface.queue_message(_messages.RunJavascriptMessage(source=source))


def let_typing_arrive(client: viser.ClientHandle) -> None:
    """Hold every form back for a moment when Enter is pressed.

    viser's page sends at most one change in 50 ms and forgets all but the newest of those between:
    an Enter right behind the last letters would take their place.
    """
    run_script(client, _PATIENT)
