"""From the names that annotators typed to our categories.

The names are those of ScanNet's label table (scannetv2-labels.combined.tsv). What is no object
(walls, floors, frames), what we do not build and what could be anything ("object") maps to nothing.
"""

_RAW: dict[str, str] = {
    "chair": "chair, office chair, seat, folded chair, beanbag chair, dining chair",
    "armchair": "armchair, sofa chair",
    "sofa": "couch, futon, sofa, sofa bed",
    "stool": "stool, bar stool",
    "bench": "bench, piano bench",
    "ottoman": "ottoman, footstool, footrest",
    "table": "table, dining table, round table, folded table, ping pong table",
    "coffee table": "coffee table",
    "end table": "end table, side table",
    "desk": "desk, workbench",
    "bed": "bed, loft bed, mattress, bunk bed",
    "pillow": "pillow, pillows, cushion, couch cushions",
    "blanket": "blanket",
    "bag": "bag, purse, paper bag, duffel bag, laundry bag, ikea bag, grocery bag, messenger bag, "
    "briefcase, trash bag, plastic bag, handbag",
    "backpack": "backpack",
    "suitcase": "suitcase, luggage",
    "shoes": "shoes, shoe, flip flops, slippers, boots",
    "clothes": "clothes, clothing, jacket, coat, shirt, shorts, cloth, bathrobe, sweater, pants",
    "hat": "hat, cap, helmet",
    "umbrella": "umbrella",
    "cabinet": "cabinet, cabinets, bathroom vanity, bathroom cabinet",
    "bookshelf": "bookshelf, bookshelves",
    "shelf": "shelf, rack, storage organizer, shoe rack, display rack, storage shelf",
    "dresser": "dresser, chest",
    "wardrobe": "wardrobe, wardrobe closet, wardrobe cabinet, closet",
    "tv stand": "tv stand",
    "file cabinet": "file cabinet",
    "night stand": "nightstand",
    "kitchen cabinet": "kitchen cabinet, kitchen cabinets, kitchen island",
    "counter": "counter, kitchen counter, bathroom counter, breakfast bar",
    "refrigerator": "refrigerator, mini fridge",
    "stove": "stove, oven",
    "range hood": "range hood",
    "microwave": "microwave",
    "dishwasher": "dishwasher",
    "coffee maker": "coffee maker",
    "kettle": "kettle, coffee kettle, water pitcher, tea kettle, pitcher",
    "toaster": "toaster, toaster oven",
    "dish rack": "dish rack",
    "sink": "sink",
    "toilet": "toilet",
    "bathtub": "bathtub",
    "shower": "shower",
    "shower curtain": "shower curtain",
    "towel": "towel, towels, hand towel",
    "toilet paper": "toilet paper, toilet paper holder, toilet paper dispenser, toilet paper rolls",
    "soap dispenser": "soap dispenser",
    "paper towel dispenser": "paper towel dispenser",
    "washing machine": "washing machine",
    "clothes dryer": "clothes dryer",
    "laundry basket": "laundry basket, laundry hamper, hamper",
    "ironing board": "ironing board",
    "monitor": "monitor, screen",
    "keyboard": "keyboard",
    "mouse": "mouse",
    "laptop": "laptop",
    "tv": "tv",
    "printer": "printer, scanner",
    "copier": "copier",
    "telephone": "telephone",
    "speaker": "speaker",
    "computer tower": "computer tower",
    "projector": "projector",
    "lamp": "lamp, table lamp, desk lamp, lamp base, studio light, wall lamp",
    "ceiling lamp": "light, ceiling light",
    "fan": "fan, ceiling fan",
    "door": "door, doors, closet door, closet doors, bathroom stall door, shower door, "
    "sliding wood door, garage door",
    "window": "window",
    "curtain": "curtain, curtains",
    "blinds": "blinds",
    "picture": "picture, pictures, poster, painting, wall hanging, calendar, map",
    "mirror": "mirror, mirror doors",
    "whiteboard": "whiteboard",
    "blackboard": "blackboard",
    "bulletin board": "bulletin board",
    "clock": "clock, alarm clock",
    "radiator": "radiator, heater",
    "fireplace": "fireplace",
    "plant": "plant, potted plant, flowerpot",
    "vase": "vase",
    "rug": "rug, carpet, mat, bath mat",
    "piano": "piano, keyboard piano",
    "guitar": "guitar",
    "partition": "divider, partition",
    "candle": "candle",
    "books": "books, book, binders, magazine, music book",
    "box": "box, boxes, storage bin, storage container, container, crate, storage box, "
    "plastic bin, cardboard",
    "trash can": "trash can, recycling bin, trash bin, bin, compost bin",
    "bottle": "bottle, water bottle, spray bottle, soap bottle, shampoo bottle, thermos, bottles, "
    "laundry detergent, conditioner bottle, lotion bottle, mouthwash bottle, shampoo",
    "mug": "mug, cup, cups",
    "bowl": "bowl",
    "plate": "plate",
    "tissue box": "tissue box",
    "basket": "basket",
    "ball": "ball, exercise ball",
    "dumbbell": "dumbbell, dumbell",
    "stuffed animal": "stuffed animal, teddy bear, bear, doll",
    "bucket": "bucket",
    "coat rack": "coat rack, wall mounted coat rack",
    "cart": "cart",
    "fire extinguisher": "fire extinguisher",
    "ladder": "ladder, folded ladder, step stool",
    "vacuum cleaner": "vacuum cleaner",
    "bicycle": "bicycle",
    "water cooler": "water cooler",
}
"""Our category, and the annotators' names for it, most frequent first."""

CATEGORY_OF = {name: ours for ours, names in _RAW.items() for name in names.split(", ")}

_HANGING = 1.0
"""A kitchen's cupboard whose bottom is above this height (metres) hangs on the wall."""


def category_of(name: str, bottom: float) -> str | None:
    """Our category for an annotator's name and the height of the object's bottom, metres.

    The annotators wrote "cabinet" for what stands and for what hangs: the height tells.
    """
    category = CATEGORY_OF.get(name)
    if category in ("kitchen cabinet", "cabinet") and bottom > _HANGING:
        return "wall cabinet"
    return category
