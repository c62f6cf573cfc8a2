"""Words and images in one space: CLIP models through open_clip.

    from backend.models.clip.loading import load_clip

    clip = load_clip("embedded")
    scores = clip.encode_images(images) @ clip.encode_text(["somewhere to sleep"]).T

loading.py    a model by name: the embedded one, any of open_clip's, a local folder; hub.py
model.py      `Clip`: what everything else needs of a loaded model
identity.py   which model, down to the last bit of its weights
text.py       words to features and to states of every token, without computing padding
images.py     features of whole images and of every patch
templates.py  sentences around a name, for prompt ensembles
prompts.py    prompt tuning: learnt tokens around frozen towers
embedded.py   the model that is shipped; minilm.py its text tower

This package itself imports nothing heavy; its modules import PyTorch and open_clip.
"""
