"""Make data and train: `python -m training rooms --count 100 --out runs/rooms`.

Exit status 0 only if the work was done; 2 for bad arguments or bad input, with one line on
stderr that says why.
"""

import sys
from collections.abc import Callable
from typing import Annotated

import tyro

from training.clip.command import ClipCommand, run_clip
from training.clip.report import EvaluateLanguage, evaluate_language
from training.errors import CommandError
from training.metrics.evaluate_detection import EvaluateDetection, evaluate_detection
from training.metrics.evaluate_grounding import EvaluateGrounding, evaluate_grounding
from training.metrics.evaluate_vqa import EvaluateVqa, evaluate_vqa
from training.objects.command import ObjectsCommand, run_objects
from training.objects.evaluate_command import (
    EvaluateRetrieval,
    EvaluateZeroShot,
    evaluate_retrieval,
    evaluate_zero_shot,
)
from training.questions.compare import CompareCommand, compare
from training.questions.evaluate_command import (
    EvaluateReal,
    EvaluateScenes,
    evaluate_real,
    evaluate_scenes,
)
from training.questions.pretrain_command import PretrainCommand, run_pretrain
from training.questions.vqa_command import VqaCommand, run_vqa
from training.rooms.command import RoomsConfig, make_rooms


def rooms(config: Annotated[RoomsConfig, tyro.conf.arg(name="")]) -> None:
    """Make furnished rooms from seeds: scans, labels, photos, descriptions and questions.

    Rooms that are already there are left as they are, so an interrupted run goes on where it was.
    """
    make_rooms(config)


def clip(config: Annotated[ClipCommand, tyro.conf.arg(name="")]) -> None:
    """Train the small CLIP that needs no network, on pictures of rooms.

    The same command goes on with a run that was interrupted.
    """
    run_clip(config)


def pretrain(config: Annotated[PretrainCommand, tyro.conf.arg(name="")]) -> None:
    """Learn to find objects and to put whole scenes into CLIP space.

    The same command goes on with a run that was interrupted.
    """
    run_pretrain(config)


def answering(config: Annotated[VqaCommand, tyro.conf.arg(name="")]) -> None:
    """Learn to answer questions about scenes and to point at what they are about.

    The same command goes on with a run that was interrupted.
    """
    run_vqa(config)


def objects(config: Annotated[ObjectsCommand, tyro.conf.arg(name="")]) -> None:
    """Learn to put single objects into CLIP space, next to their names and pictures.

    The same command goes on with a run that was interrupted.
    """
    run_objects(config)


def comparison(config: Annotated[CompareCommand, tyro.conf.arg(name="")]) -> None:
    """What pre-training is worth: trains with and without it, and tabulates figures over seeds.

    The same command goes on with a comparison that was interrupted.
    """
    compare(config)


def evaluate() -> None:
    """Measure what was trained: see `evaluate --help` for the protocols."""


def language(config: Annotated[EvaluateLanguage, tyro.conf.arg(name="")]) -> None:
    """Pictures and texts: retrieval and zero-shot accuracy of a CLIP on unseen rooms."""
    evaluate_language(config)


def vqa(config: Annotated[EvaluateVqa, tyro.conf.arg(name="")]) -> None:
    """Answers in ScanQA's submission format: EM, BLEU, ROUGE-L, METEOR, CIDEr, Acc@0.25 and 0.5."""
    evaluate_vqa(config)


def grounding(config: Annotated[EvaluateGrounding, tyro.conf.arg(name="")]) -> None:
    """Boxes in ScanRefer's submission format: Acc@0.25 and Acc@0.5, unique and multiple."""
    evaluate_grounding(config)


def detection(config: Annotated[EvaluateDetection, tyro.conf.arg(name="")]) -> None:
    """Detected boxes: mAP and average recall at IoU above 0.25 and 0.5.

    Files are {"scene": {"boxes": [{"center": [x, y, z], "size": [x, y, z], "yaw": 0.0, "label":
    "chair", "score": 0.9}]}} in metres, full sizes and radians; references need no scores.
    """
    evaluate_detection(config)


def scenes(config: Annotated[EvaluateScenes, tyro.conf.arg(name="")]) -> None:
    """What a trained network finds and answers in labelled scenes: rooms, or ScanNet's.

    mAP and recall, Acc@0.25 and 0.5, EM and captions' scores by type of question, calibration.
    """
    evaluate_scenes(config)


def real(config: Annotated[EvaluateReal, tyro.conf.arg(name="")]) -> None:
    """What a trained network finds in one real scan: mAP and recall over several draws of points.

    Says which objects were missed or misnamed, and draws a plan.
    """
    evaluate_real(config)


def zero_shot(config: Annotated[EvaluateZeroShot, tyro.conf.arg(name="")]) -> None:
    """Naming single objects: top-1, 3 and 5 and the mean over classes; also after fine-tuning."""
    evaluate_zero_shot(config)


def retrieval(config: Annotated[EvaluateRetrieval, tyro.conf.arg(name="")]) -> None:
    """Finding single objects by a text, a picture or another object: R@1, 5, 10 and mAP."""
    evaluate_retrieval(config)


COMMANDS: dict[str, Callable[..., None]] = {
    "rooms": rooms,
    "clip": clip,
    "pretrain": pretrain,
    "vqa": answering,
    "objects": objects,
    "compare": comparison,
    "evaluate": evaluate,
}
PROTOCOLS: dict[str, Callable[..., None]] = {
    "language": language,
    "vqa": vqa,
    "grounding": grounding,
    "detection": detection,
    "scenes": scenes,
    "real": real,
    "zero-shot": zero_shot,
    "retrieval": retrieval,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    commands, name = COMMANDS, "python -m training"
    if arguments[:1] == ["evaluate"]:
        arguments, commands, name = arguments[1:], PROTOCOLS, f"{name} evaluate"
    try:
        tyro.extras.subcommand_cli_from_dict(
            commands, prog=name, description=__doc__, args=arguments
        )
    except CommandError as error:
        print(f"{str(error).rstrip('.')}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
