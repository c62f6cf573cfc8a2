"""Published weights of other projects, read by their documented key layout."""
