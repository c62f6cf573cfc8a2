"""Lines that shine through what is in front of them.

viser hides all lines behind nearer points, and has no setting for it. Its page keeps its nodes
where viser's own tests find them; a script there switches the depth test of ours off. Where that
place is missing, the lines hide behind walls as all lines do.
"""

import json

from viewer.layers.host import Host
from viewer.page import run_script

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
    run_script(client, _SCRIPT % json.dumps(name))
