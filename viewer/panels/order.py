"""The order of what stands in the View tab: parts are rebuilt with each scene, the order stays."""

DISPLAY, ORIENTATION, CAMERA, THEME = range(4)
