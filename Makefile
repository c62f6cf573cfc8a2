# make viewer                      open the app on the sample scenes
# make viewer SCENES="a.ply b"     open your own files or folders
# make test                        everything that must hold before a change is merged
# make samples                     the sample scenes again, after a change of the rooms
# make checkpoints                 the shipped networks again, from nothing; goes on where it was
.PHONY: viewer test lint lock samples checkpoints benchmarks

PORT ?= 8080
SCENES ?=
python := .venv/bin/python

viewer:
	@scripts/setup.sh viewer
	@$(python) run_viewer.py --port $(PORT) $(ARGS) $(SCENES)

test: lint
	$(python) -m pytest -n 2 -m "not browser"
	$(python) -m pytest -m browser

lint:
	@scripts/setup.sh tests
	$(python) -m ruff format --check
	$(python) -m ruff check
	$(python) -m pyright

# Keeps every pin that pyproject.toml still allows; delete requirements.lock first for the newest.
lock:
	@scripts/setup.sh tests
	$(python) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet uv
	.cache/lock/bin/uv pip compile pyproject.toml --extra dev --extra las --extra scores --universal \
	    --quiet --no-header --no-annotate -o requirements.lock

samples:
	@scripts/setup.sh viewer
	$(python) -m scripts.make_samples

# Training needs no photos and no normals.
checkpoints: plain := --images 0 --no-normals
checkpoints:
	@scripts/setup.sh tests
	$(python) -m training clip
	$(python) -m scripts.ship_clip runs/clip/best
	$(python) -m training rooms --split train --count 2000 $(plain) --out runs/rooms/train
	$(python) -m training rooms --split val --count 120 $(plain) --out runs/rooms/val
	$(python) -m training rooms --split test --count 200 $(plain) --out runs/rooms/test
	$(python) -m training pretrain
	$(python) -m training vqa --pretrained runs/pretrain/best
	$(python) -m scripts.ship_vqa runs/vqa/best

benchmarks:
	@scripts/setup.sh tests
	for name in load pick startup memory fuzz rooms scene_encoding text_encoding loop_overhead kill9 point_ops questions; do $(python) -m benchmarks.$$name || exit; done
