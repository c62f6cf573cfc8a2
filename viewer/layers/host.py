"""Where things are drawn."""

import viser

Host = viser.ClientHandle | viser.ViserServer
"""One browser, or the throw-away server that an export records."""
