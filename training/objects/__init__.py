"""Single objects in CLIP space, after CG3D: data, losses, training and figures."""
