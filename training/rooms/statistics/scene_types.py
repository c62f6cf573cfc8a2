"""What kind of room a list of its contents describes.

Real layouts do not say; these rules do, tried from the most telling to the least. They follow
ScanNet's own kinds of scenes (Dai et al., CVPR 2017), joined to the fourteen that we build.
"""

from collections import Counter
from collections.abc import Sequence

from training.rooms.types import SceneType


def scene_type_of(names: Sequence[str], categories: Sequence[str]) -> SceneType | None:
    """`names` as the annotators typed them, `categories` the same in ours. None: cannot tell."""
    n = Counter(categories)
    raw = Counter(names)
    cooking = n["stove"] + n["range hood"] + n["kitchen cabinet"] + raw["kitchen counter"]
    private = n["toilet"] + n["bathtub"] + n["shower curtain"] + n["shower"]
    if n["bed"]:
        apartment = cooking or (n["sofa"] and private)
        return "studio apartment" if apartment else "bedroom"
    if private:
        return "bathroom"
    if n["washing machine"] or n["clothes dryer"]:
        return "laundry room"
    if cooking >= 2 or n["stove"] or (n["refrigerator"] and n["sink"]):
        return "kitchen"
    return _for_work(n) or _for_leisure(n) or _for_little(n, raw)


def _for_work(n: Counter[str]) -> SceneType | None:
    seats = n["chair"] + n["armchair"]
    tables = n["table"] + n["desk"]
    computers = n["monitor"] + n["keyboard"] + n["computer tower"]
    if n["blackboard"] or (seats >= 10 and tables >= 6 and computers <= 3):
        return "classroom"
    if n["books"] >= 15 or n["bookshelf"] + n["shelf"] >= 5:
        return "library"
    if (computers >= 2 and n["desk"] + n["table"]) or (n["desk"] and seats):
        return "office"
    if n["table"] and seats >= 4 and n["whiteboard"] + n["tv"] + n["projector"]:
        return "conference room"
    return None


def _for_leisure(n: Counter[str]) -> SceneType | None:
    easy = n["sofa"] + n["armchair"]
    homely = n["tv"] + n["lamp"] + n["curtain"] + n["pillow"] + n["picture"] + n["tv stand"]
    if easy >= 2 and not homely:
        return "lobby"
    if easy:
        return "living room"
    if n["table"] and n["chair"] + n["stool"] >= 3:
        return "dining room"
    return None


def _for_little(n: Counter[str], raw: Counter[str]) -> SceneType | None:
    washing = n["mirror"] + n["paper towel dispenser"] + n["toilet paper"] + n["towel"]
    stored = n["box"] + n["shelf"] + n["suitcase"] + n["ladder"] + n["bucket"] + n["bicycle"]
    if (n["sink"] and washing) or raw["bathroom stall"]:
        return "bathroom"
    if n["copier"] or n["printer"] >= 2:
        return "office"
    if stored >= 3 or raw["closet wall"] >= 2 or n["clothes"] >= 3:
        return "storage room"
    if n["door"] >= 2 or raw["stairs"] or raw["staircase"]:
        return "hallway"
    return None
