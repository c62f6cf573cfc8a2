"""Lines that shine through what is in front of them.

viser hides all lines behind nearer points, and has no setting for it. Its page keeps its nodes
where viser's own tests find them; a script there switches the depth test of ours off. Both that
place and the message that carries the script are viser's private parts, touched nowhere else. Where
they are missing, the lines hide behind walls as all lines do.
"""

import json

from viser import _messages

from viewer.layers.host import Host

_SCRIPT = """(() => {
  const shine = (tries) => {
    let found = false;
    window.__viserMutable?.nodeRefFromName?.[%s]?.traverse((part) => {
      if (!part.material) return;
      Object.assign(part.material, { depthTest: false, transparent: true, opacity: 0.7 });
      part.renderOrder = 1000;
      found = true;
    });
    if (found) window.__viserMutable.requestRender?.();
    else if (tries > 0) setTimeout(() => shine(tries - 1), 50);
  };
  shine(100);
})();"""


def shine_through(client: Host, name: str) -> None:
    """Draw the node of this name over everything else, as soon as it is there."""
    script = _messages.RunJavascriptMessage(source=_SCRIPT % json.dumps(name))
    client.gui._websock_interface.queue_message(script)
