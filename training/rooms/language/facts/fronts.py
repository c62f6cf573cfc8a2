"""Which categories have a front that people agree on."""

FRONTED = frozenset({
    "chair", "armchair", "sofa", "desk", "bed",
    "cabinet", "bookshelf", "shelf", "dresser", "wardrobe", "tv stand", "file cabinet",
    "night stand", "kitchen cabinet", "wall cabinet", "refrigerator", "stove", "range hood",
    "microwave", "dishwasher", "sink", "toilet", "soap dispenser", "paper towel dispenser",
    "toilet paper", "washing machine", "clothes dryer", "monitor", "laptop", "tv", "printer",
    "copier", "computer tower", "speaker", "door", "window", "curtain", "blinds", "picture",
    "mirror", "whiteboard", "blackboard", "bulletin board", "radiator", "fireplace", "piano",
    "water cooler",
})  # fmt: skip
